package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.GiteaApi;
import dev.roadworthy.testing.GiteaApi.User;
import dev.roadworthy.testing.GiteaServer;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.RealApiServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a real Gitea delivers to the application as it is shipped. */
@RealApiServer
class WebhookGiteaIT {

    @RegisterExtension
    static final GiteaServer GIT_HOST = new GiteaServer();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "shared-by-host-and-operator";
    private static final String[] SCOPES = {"write:repository", "write:issue", "read:user"};

    private final GiteaApi gitea = GIT_HOST.api();
    private Cluster cluster;
    private OperatorProcess operator;
    private User author;
    private User reviewer;
    private String repository;
    private URI address;

    @BeforeEach
    void start(Cluster cluster, @TempDir Path directory) throws Exception {
        this.cluster = cluster;
        int port = Loopback.freePort();
        author = gitea.user("carol-" + port, SCOPES);
        reviewer = gitea.user("alice-" + port, SCOPES);
        repository = "fleet-%d/manifests".formatted(port);
        URI clone = gitea.repository("fleet-" + port, "manifests", author.name(), reviewer.name());
        gitea.commit(repository, "main", "README", "Manifests.\n");
        operator = OperatorProcess.start(
                cluster,
                "operator-" + port,
                directory,
                Map.of(
                        "ROADWORTHY_GIT_WEBHOOK_PORT",
                        Integer.toString(port),
                        "ROADWORTHY_GIT_REPOSITORIES_0__HOST",
                        "gitea",
                        "ROADWORTHY_GIT_REPOSITORIES_0__URL",
                        clone.toString(),
                        "ROADWORTHY_GIT_REPOSITORIES_0__TOKEN_FILE",
                        text(directory.resolve("token"), author.token()),
                        "ROADWORTHY_GIT_REPOSITORIES_0__WEBHOOK_SECRET_FILE",
                        text(directory.resolve("secret"), SECRET),
                        "ROADWORTHY_GIT_REPOSITORIES_0__AUTHOR_NAME",
                        "Roadworthy",
                        "ROADWORTHY_GIT_REPOSITORIES_0__AUTHOR_EMAIL",
                        "roadworthy@example.com"));
        address = URI.create("http://127.0.0.1:%d/webhooks/%s".formatted(port, repository));
        await("it leads, and listens")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> operator.status(address) == HttpURLConnection.HTTP_BAD_METHOD);
    }

    private static String text(Path file, String content) throws IOException {
        return Files.writeString(file, content).toString();
    }

    @AfterEach
    void stop() {
        operator.close();
        cluster.client().leases().inNamespace(cluster.namespace()).delete();
    }

    @Test
    void whatBecomesOfAPullRequestIsTold() throws Exception {
        gitea.webhook(repository, address, SECRET);

        String number = gitea.pullRequest(author, repository, "change");
        long opened = awaitMoreThan(0, "told");
        gitea.approve(reviewer, repository, number);
        long reviewed = awaitMoreThan(opened, "told");
        gitea.merge(reviewer, repository, number);
        awaitMoreThan(reviewed, "told");

        assertThat(deliveries("forged")).isZero();
        assertThat(deliveries("no_json")).isZero();
    }

    @Test
    void aHostThatDoesNotKnowTheSecretTellsNothing() throws Exception {
        gitea.webhook(repository, address, "another");

        gitea.pullRequest(author, repository, "change");
        awaitMoreThan(0, "forged");

        assertThat(deliveries("told")).isZero();
    }

    /** Waits until more deliveries came to this than there were. */
    private long awaitMoreThan(long before, String outcome) {
        return await(outcome).atMost(PATIENCE).until(() -> deliveries(outcome), count -> count > before);
    }

    private long deliveries(String outcome) throws Exception {
        String sample = "roadworthy_webhook_deliveries_total{outcome=\"%s\"} ".formatted(outcome);
        return operator.get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(sample.length())))
                .sum();
    }
}
