package dev.roadworthy.controller.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingRunReferencesTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void aRunThatIsReadyResolvesToItsModel() {
        assertThat(resolve(run(2, 2, "True", "True")))
                .isEqualTo(new Reference.Resolved<>(
                        new PinnedModel("sidewalk-a", DIGEST, new Artifact("s3://a/m", DIGEST, 300L))));
    }

    @Test
    void aNameWithoutARunDangles() {
        assertThat(TrainingRunReferences.resolve("spec.modelRef", "sidewalk-a", "vision", Optional.empty()))
                .isEqualTo(new Reference.Dangling<>(
                        "spec.modelRef names TrainingRun sidewalk-a, which is not in namespace vision; apply it, or name"
                                + " another"));
    }

    @Test
    void aModelOfASpecOfBeforeIsStale() {
        assertThat(resolve(run(3, 2, "True", "True"))).isInstanceOf(Reference.Stale.class);
    }

    @Test
    void aRunThatIsNotReadyIsStaleWithItsReason() {
        assertThat(resolve(run(2, 2, "False", "True")))
                .isEqualTo(new Reference.Stale<>("TrainingRun sidewalk-a is not Ready (Because); see its conditions"));
    }

    @Test
    void aRunThatIsNotCurrentResolvesAndTellsWhyItIsOutOfDate() {
        TrainingRun run = run(2, 2, "True", "False");

        assertThat(resolve(run)).isInstanceOf(Reference.Resolved.class);
        assertThat(TrainingRunReferences.outOfDate(run)).hasValue("another dataset");
        assertThat(TrainingRunReferences.outOfDate(run(2, 2, "True", "Unknown")))
                .isEmpty();
    }

    private static Reference<PinnedModel> resolve(TrainingRun run) {
        return TrainingRunReferences.resolve("spec.modelRef", "sidewalk-a", "vision", Optional.of(run));
    }

    private static TrainingRun run(long generation, long observed, String ready, String current) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a, namespace: vision, generation: %d}
                spec: {datasetRef: {name: sidewalk}, image: i}
                status:
                  observedGeneration: %d
                  model: {uri: s3://a/m, digest: %s, manifestBytes: 300, bytes: 4000, opset: 13}
                  conditions:
                  - {type: Ready, status: "%s", reason: Because, message: m, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 2}
                  - {type: Current, status: "%s", reason: Because, message: another dataset, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 2}
                """.formatted(generation, observed, DIGEST, ready, current), TrainingRun.class);
    }
}
