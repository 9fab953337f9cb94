package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The line of a small model, while in each phase a part of the installation is away for longer than anybody's timeout: its
 * object tells so, nothing goes on that should not, and all of it heals by itself.
 */
@TestMethodOrder(OrderAnnotation.class)
class OutageE2E {

    private static final String RIDES = "s3://roadworthy/rides/outage/";
    private static final String TASKS = "s3://roadworthy/annotation/outage/";

    // A line of its own each time: what was signed in a line before goes on counting.
    private static final String LINE = "outage-%08x".formatted(new Random().nextInt());

    // Another input each time: what was trained on one before is not trained again.
    private static final int SEED = new Random().nextInt(Integer.MAX_VALUE);

    // The longest timeout is that of a call to the store, with its retries: 30 s.
    private static final Duration AWAY = Duration.ofSeconds(35);
    private static final Duration SOAK = Duration.ofSeconds(25);

    // A vehicle that got no answer eight times in a row waits up to five minutes, and its wave for it.
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final Trial TRIAL = Trial.of("outage");
    private static final Part STORE = Part.objectStore(TRIAL.client());
    private static final Part DATABASE = Part.database(TRIAL.client());
    private static final Part BRIDGE = Part.bridge(TRIAL.client());

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws Exception {
        TRIAL.clear();
        Path rides = folder.resolve("rides");
        Trial.record(rides, 12);
        try (RidesBucket bucket = TRIAL.bucket()) {
            bucket.mirror(rides, URI.create(RIDES));
            bucket.empty(URI.create(TASKS));
        }
    }

    @AfterAll
    static void close() {
        TRIAL.close();
    }

    @Test
    @Order(1)
    void ridesAreIndexedOnceTheStoreIsBack() throws Exception {
        STORE.away(AWAY, () -> {
            TRIAL.apply(Dataset.class, Trial.rides(RIDES));
            return TRIAL.awaitReason(Dataset.class, "SourceUnavailable");
        });

        TRIAL.awaitReason(Dataset.class, "Indexed");
    }

    @Test
    @Order(2)
    void framesAreLaidOutAndLookedAtOnceTheStoreIsBack() throws Exception {
        STORE.away(AWAY, () -> {
            TRIAL.apply(AnnotationJob.class, """
                    spec:
                      datasetRef: {name: sidewalk-v1}
                      select: {limit: 5, seed: 7}
                      tool: {files: {uri: %s}}
                    """.formatted(TASKS));
            return TRIAL.awaitUnavailable(AnnotationJob.class);
        });
        TRIAL.awaitReason(AnnotationJob.class, "Labelling");

        STORE.away(AWAY, () -> TRIAL.awaitUnavailable(AnnotationJob.class));

        TRIAL.awaitReason(AnnotationJob.class, "Labelling");
    }

    @Test
    @Order(3)
    void aTrainingThatCannotPublishIsRunAgain() throws Exception {
        TRIAL.apply(TrainingRun.class, """
                spec:
                  datasetRef: {name: outage}
                  image: %s
                  parameters: {epochs: "1"}
                  seed: %d
                  resources: {requests: {cpu: 500m, memory: 512Mi}, limits: {memory: 2Gi}}
                """.formatted(TRIAL.trainer(), SEED));
        TRIAL.awaitReason(TrainingRun.class, "Training");

        STORE.away(AWAY, () -> TRIAL.awaitUnavailable(TrainingRun.class));

        TRIAL.awaitReason(TrainingRun.class, "Trained");
    }

    @Test
    @Order(4)
    void aModelIsMeasuredOnceTheStoreIsBack() throws Exception {
        // One epoch of so few frames may learn nothing: what is asked is that it is measured, not that it is good.
        STORE.away(AWAY, () -> {
            TRIAL.apply(Evaluation.class, """
                    spec:
                      modelRef: {name: outage}
                      datasetRef: {name: outage}
                      gates: [{metric: meanIoU, min: "0", minSamples: 1}]
                    """);
            return TRIAL.awaitUnavailable(Evaluation.class);
        });

        TRIAL.awaitReason(Evaluation.class, "Evaluated");
    }

    @Test
    @Order(5)
    void aReleaseIsSignedOnceAndNoWaveAdvancesWhileAnythingIsAway() throws Exception {
        TRIAL.apply(EdgeRelease.class, release(""));
        TRIAL.awaitReason(EdgeRelease.class, "ApprovalPending");
        String candidate = Objects.requireNonNull(status().candidate());
        try (Scooters scooters = Scooters.enrol(
                TRIAL.client(),
                Trial.RELEASE_NAMESPACE,
                folder.resolve("vehicles"),
                TRIAL.current(EdgeRelease.class).getSpec())) {
            scooters.start(Repository.path("vehicle/target/vehicle/vehicle.jar"), "9.9.9=1");
            // Who never asked before is unreachable, and nobody waits for it.
            await("every vehicle has asked")
                    .atMost(PATIENCE)
                    .until(() -> asked(folder.resolve("vehicles/simulated/status.jsonl")) == Scooters.SIMULATED);
            BRIDGE.away(AWAY, () -> {
                STORE.away(AWAY, () -> {
                    TRIAL.apply(EdgeRelease.class, release("approval: {digest: '%s'}".formatted(candidate)));
                    return TRIAL.awaitUnavailable(EdgeRelease.class);
                });
                return TRIAL.awaitReason(EdgeRelease.class, "FleetUnavailable");
            });
            scooters.reconnect();
            String bundle = Objects.requireNonNull(status().bundle()).digest();

            nothingAdvances(DATABASE, "canary", scooters, bundle);
            nothingAdvances(BRIDGE, "half", scooters, bundle);
            scooters.reconnect();
            STORE.away(AWAY, () -> awaitWave("all", EdgeReleaseStatus.Stage.Rolling));

            TRIAL.awaitReason(EdgeRelease.class, "RolledOut");
            assertThat(scooters.running()).as("by their disks").allSatisfy((vehicle, runs) -> assertThat(runs)
                    .isEqualTo(bundle));
            assertThat(status().signature().counter()).isEqualTo(1);
        }
    }

    /** How many of the simulated vehicles got an answer. */
    private static long asked(Path status) throws IOException {
        if (!Files.exists(status)) {
            return 0;
        }
        long asked = 0;
        for (String line : Files.readAllLines(status)) {
            JsonNode vehicle = Serialization.unmarshal(line, JsonNode.class);
            asked +=
                    vehicle.path("polls").asLong() > vehicle.path("failedPolls").asLong() ? 1 : 0;
        }
        return asked;
    }

    /**
     * Once all vehicles of a wave run it, the part goes away for longer than the wave is to soak: the release says so, stays in
     * its wave, and comes to no vehicle behind it.
     */
    private static void nothingAdvances(Part part, String wave, Scooters scooters, String bundle) throws Exception {
        long targeted = awaitWave(wave, EdgeReleaseStatus.Stage.Soaking);
        part.away(AWAY.plus(SOAK), () -> TRIAL.awaitReason(EdgeRelease.class, "FleetUnavailable"));

        assertThat(Objects.requireNonNull(status().rollout()).wave()).isEqualTo(wave);
        assertThat(scooters.running().values().stream().filter(bundle::equals))
                .as("vehicles that run it")
                .hasSizeLessThanOrEqualTo((int) targeted);
    }

    /**
     * Waits for a wave.
     *
     * @return how many vehicles belong to it
     */
    private static long awaitWave(String wave, EdgeReleaseStatus.Stage stage) {
        return await("wave " + wave)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            EdgeReleaseStatus.Rollout rollout = status().rollout();
                            return rollout == null
                                            || rollout.stage() != stage
                                            || !rollout.wave().equals(wave)
                                    ? 0
                                    : rollout.waves().stream()
                                            .filter(count -> count.name().equals(wave))
                                            .mapToLong(EdgeReleaseStatus.WaveCount::targeted)
                                            .sum();
                        },
                        targeted -> targeted > 0);
    }

    private static EdgeReleaseStatus status() {
        return Objects.requireNonNull(TRIAL.current(EdgeRelease.class).getStatus());
    }

    private static String release(String approval) {
        return """
                spec:
                  modelRef: {name: outage}
                  evaluationRefs: [{name: outage}]
                  line: %2$s
                  version: 1.0.0
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17 <2"}
                  rollout:
                    waves:
                      - {name: canary, percent: 40, soak: %1$ds}
                      - {name: half, percent: 70, soak: %1$ds}
                      - {name: all, percent: 100, soak: 1s}
                    health: {minVehicles: 1, verifyTimeout: 10m, failedPercent: {max: 0}}
                """.formatted(SOAK.toSeconds(), LINE) + approval.indent(2);
    }
}
