package dev.roadworthy.operator;

import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.git.ManifestRepository;
import dev.roadworthy.git.NamespacedGitHost;
import dev.roadworthy.git.access.AppKey;
import dev.roadworthy.git.access.Credentials;
import dev.roadworthy.git.access.TokenFile;
import dev.roadworthy.git.repository.Author;
import dev.roadworthy.git.webhook.Proof;
import dev.roadworthy.git.webhook.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the controllers the Git hosts that an installation names. */
public final class GitWiring {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    GitHost gitHost(RoadworthyConfig config, MeterRegistry meters, InstantSource clock) {
        GitHost host = new NamespacedGitHost(
                config.git().repositories().stream().map(GitWiring::repository).toList(),
                config.git().approveByField(),
                clock,
                PATIENCE);
        return new OutsideCalls("git", meters).of(host);
    }

    private static ManifestRepository repository(RoadworthyConfig.Repository configured) {
        return new ManifestRepository(
                new ManifestRepository.Host(configured.host(), configured.api(), credentials(configured)),
                configured.url(),
                configured.branch(),
                configured.path().orElse(""),
                new Author(configured.author().name(), configured.author().email()),
                configured.namespaces().orElse(Set.of()));
    }

    private static Credentials credentials(RoadworthyConfig.Repository configured) {
        Optional<Credentials> token = configured.tokenFile().map(TokenFile::new);
        Optional<Credentials> app = configured.githubAppId().flatMap(id -> configured
                .githubAppInstallationId()
                .flatMap(installation ->
                        configured.githubAppPrivateKeyFile().map(key -> new AppKey(id, installation, key))));
        if (token.isPresent() == app.isPresent()) {
            throw new IllegalArgumentException(
                    "%s needs either a token, or id, installation id and private key of a GitHub App; name one of the two"
                            .formatted(configured.url()));
        }
        return token.or(() -> app).orElseThrow();
    }

    @Produces
    @Singleton
    Webhooks webhooks(
            RoadworthyConfig config,
            @ConfigProperty(name = "quarkus.http.host") String address,
            Vertx vertx,
            MeterRegistry meters,
            InstantSource clock) {
        OptionalInt port = config.git().webhookPort();
        if (port.isEmpty()) {
            return Webhooks.NONE;
        }
        List<RoadworthyConfig.Repository> repositories = config.git().repositories();
        List<Webhook> webhooks = repositories.stream()
                .flatMap(repository ->
                        repository.webhookSecretFile().stream().map(secret -> webhook(repository, secret, clock)))
                .toList();
        Set<String> named = repositories.stream()
                .flatMap(repository -> repository.namespaces().orElse(Set.of()).stream())
                .collect(Collectors.toSet());
        CoalescedChanges changes = new CoalescedChanges(
                named,
                // Listeners look through caches, which is nothing for an event loop.
                next -> vertx.setTimer(
                        PAUSE.toMillis(), over -> vertx.executeBlocking(Executors.callable(next), false)));
        WebhookServer server =
                new WebhookServer(vertx, WebhookLimits.USUAL, new Deliveries(webhooks, changes, clock), meters, clock);
        return new ServedWebhooks(server, SocketAddress.inetSocketAddress(port.getAsInt(), address), changes);
    }

    private static Webhook webhook(RoadworthyConfig.Repository configured, Path secret, InstantSource clock) {
        ManifestRepository repository = repository(configured);
        Proof proof =
                switch (configured.host()) {
                    case GITEA -> Proof.GITEA;
                    case GITHUB -> Proof.GITHUB;
                    case GITLAB -> Proof.GITLAB;
                };
        return new Webhook(repository.project(), proof, secret, repository.namespaces(), clock);
    }
}
