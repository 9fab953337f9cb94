package dev.roadworthy.operator;

import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.controller.annotation.Polling;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHostEvents;
import dev.roadworthy.controller.port.Labeling;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.release.ReleasePorts;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Gives the controllers what they need. */
public final class Wiring {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String EVENTS_RECEIVED = "events.received";

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    LeaderElectionConfiguration leaderElection(RoadworthyConfig config, Lineage lineage, Webhooks webhooks) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("roadworthy-operator")
                .withLeaseNamespace(config.leaderElection().namespace())
                // The SDK would go on beside the new leader, or end in a way that hangs where the operator is being
                // stopped.
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> {
                            lineage.lead();
                            webhooks.lead();
                        },
                        () -> Quarkus.asyncExit(1),
                        leader -> {}))
                .build();
    }

    // The extension's own is another one wherever it is injected.
    @Produces
    @Singleton
    CollectorRegistry metrics() {
        return new CollectorRegistry(true);
    }

    // The extension's own is asked for before it has a registry, and then measures nothing.
    @Produces
    @Singleton
    Metrics reconciliations(MeterRegistry meters) {
        // Its counter of events has other tags for a resource than for what belongs to it, which Prometheus refuses:
        // the SDK
        // would lose the event with the exception.
        meters.config().meterFilter(MeterFilter.denyNameStartsWith(EVENTS_RECEIVED));
        return MicrometerMetricsV2.newBuilder(meters).build();
    }

    @Produces
    @Singleton
    S3Client s3(RoadworthyConfig config) {
        S3ClientBuilder s3 = S3Client.builder()
                .region(Region.of(config.store().region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(PATIENCE)
                        .socketTimeout(PATIENCE))
                .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE.multipliedBy(3)));
        // Only AWS has a host name a bucket.
        config.store().endpoint().ifPresent(endpoint -> s3.endpointOverride(endpoint)
                .forcePathStyle(true));
        return s3.build();
    }

    @Produces
    @Singleton
    S3Documents documents(S3Client s3, RoadworthyConfig config) {
        return new S3Documents(s3, config.store().uri());
    }

    @Produces
    @Singleton
    ArtifactStore artifacts(S3Documents documents, Lineage lineage, ReleaseKey key, MeterRegistry meters) {
        StatementSigner signer = StatementSigner.of(key, documents);
        OutsideCalls signing = new OutsideCalls("signer", meters);
        return new SignedLedger(
                new OutsideCalls("store", meters).of(new S3ArtifactStore(documents, lineage)),
                statement -> signing.count(() -> {
                    signer.sign(statement);
                    return true;
                }));
    }

    @Produces
    @Singleton
    Lineage lineage(S3Documents documents, RoadworthyConfig config, MeterRegistry meters) {
        RoadworthyConfig.OpenLineage openLineage = config.openLineage();
        return openLineage
                .url()
                .<Lineage>map(url -> new OpenLineageSender(
                        new RunOutbox(documents),
                        new OpenLineageEvents(openLineage.cluster()),
                        new LineageCollector(url, openLineage.tokenFile(), PATIENCE),
                        new OutsideCalls("openlineage", meters),
                        OpenLineageSender.Pauses.USUAL))
                .orElse(Lineage.NONE);
    }

    @Produces
    @Singleton
    Labeling labeling(S3Client s3, MeterRegistry meters) {
        Labeling labeling = new S3Labeling(s3);
        OutsideCalls calls = new OutsideCalls("labeling", meters);
        return folder -> calls.count(() -> labeling.look(folder));
    }

    @Produces
    @Singleton
    Polling polling(RoadworthyConfig config) {
        return new Polling(config.labelling().pollEvery());
    }

    @Produces
    @Singleton
    Announcer announcer(KubernetesClient client, MeterRegistry meters, InstantSource clock) {
        String instance = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "roadworthy-operator");
        return new TransitionAnnouncer(new TransitionEvents(client, instance, clock), new TransitionLog(), meters);
    }

    @Produces
    @Singleton
    StepJobs jobs(RoadworthyConfig config) {
        RoadworthyConfig.Steps steps = config.steps();
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_REGION", config.store().region());
        config.store().endpoint().ifPresent(endpoint -> environment.put("AWS_ENDPOINT_URL_S3", endpoint.toString()));
        return new StepJobs(new StepDefaults(
                steps.workerImage(),
                steps.imagePullPolicy(),
                steps.serviceAccount(),
                config.store().uri(),
                steps.storeSecret().orElse(null),
                environment));
    }

    @Produces
    @Singleton
    ReleaseKey releaseKey(RoadworthyConfig config) {
        return ReleaseKey.read(config.release().keyFile());
    }

    @Produces
    @Singleton
    ReleaseSigner signer(S3Documents documents, ReleaseKey key, MeterRegistry meters) {
        ReleaseSigner signer =
                switch (key) {
                    case ReleaseKey.None() ->
                        refusing("this installation has no release key; set release.keySecret in the Helm values");
                    case ReleaseKey.Usable(KeyProvider usable) -> new StoredReleaseSigner(usable, documents);
                    case ReleaseKey.Unusable(String why) -> refusing(why);
                };
        OutsideCalls calls = new OutsideCalls("signer", meters);
        return order -> calls.count(() -> signer.sign(order));
    }

    @Produces
    @Singleton
    Fleet fleet(RoadworthyConfig config, MeterRegistry meters) {
        Optional<URI> bridge = config.fleet().uri();
        Optional<Path> token = config.fleet().tokenFile();
        Fleet fleet = bridge.isPresent() && token.isPresent()
                ? new HttpFleet(bridge.get(), token.get(), PATIENCE)
                : new NoFleet();
        return new OutsideCalls("bridge", meters).of(fleet);
    }

    @Produces
    @Singleton
    ReleasePorts releasePorts(
            ArtifactStore store, ReleaseSigner signer, Fleet fleet, GitHost gitHost, GitHostEvents gitHostEvents) {
        return new ReleasePorts(store, signer, fleet, gitHost, gitHostEvents);
    }

    /** A release says what it lacks. */
    private static ReleaseSigner refusing(String why) {
        return order -> {
            throw new Refused(why);
        };
    }
}
