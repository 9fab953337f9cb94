package dev.roadworthy.controller.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetReferencesTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void aDatasetThatIsReadyResolvesToItsDigest() {
        assertThat(resolve(dataset(2, 2, "True")))
                .isInstanceOfSatisfying(Reference.Resolved.class, resolved -> assertThat(resolved.pin())
                        .isInstanceOfSatisfying(PinnedDataset.class, pin -> {
                            assertThat(pin.digest()).isEqualTo(DIGEST);
                            assertThat(pin.manifest().uri()).isEqualTo("s3://a/m");
                            assertThat(pin.classes()).isEqualTo(List.of("road"));
                            assertThat(pin.sourceSecret()).isEqualTo("raw-reader");
                        }));
    }

    @Test
    void aNameWithoutADatasetDangles() {
        assertThat(DatasetReferences.resolve("sidewalk", "vision", Optional.empty()))
                .isEqualTo(new Reference.Dangling<>(
                        "spec.datasetRef names Dataset sidewalk, which is not in namespace vision; apply it, or name"
                                + " another"));
    }

    @Test
    void aDigestOfASpecOfBeforeIsStale() {
        assertThat(resolve(dataset(3, 2, "True"))).isInstanceOf(Reference.Stale.class);
    }

    @Test
    void aDatasetThatIsNotReadyIsStaleWithItsReason() {
        assertThat(resolve(dataset(2, 2, "False")))
                .isEqualTo(new Reference.Stale<>("Dataset sidewalk is not Ready (Because); see its conditions"));
    }

    private static Reference<PinnedDataset> resolve(Dataset dataset) {
        return DatasetReferences.resolve("sidewalk", "vision", Optional.of(dataset));
    }

    private static Dataset dataset(long generation, long observed, String ready) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk, namespace: vision, generation: %d}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog, secretRef: {name: raw-reader}}
                  classes: [road]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                status:
                  observedGeneration: %d
                  digest: %s
                  manifest: {uri: s3://a/m, digest: %s, bytes: 1}
                  conditions:
                  - {type: Ready, status: "%s", reason: Because, message: m, lastTransitionTime: "2026-10-01T12:00:00Z", observedGeneration: 2}
                """.formatted(generation, observed, DIGEST, DIGEST, ready), Dataset.class);
    }
}
