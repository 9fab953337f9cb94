package dev.roadworthy.controller.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.port.RunEvent;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What of a run holds its object up where the store is away. */
class ChronicleTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final Chronicle<Dataset, DatasetStatus> chronicle = new Chronicle<>(store, DatasetStatements::of);
    private final Dataset wanted = dataset("");
    private final Dataset refused = dataset("""
              conditions:
                - {type: Ready, status: 'False', reason: SourceEmpty, message: it is empty, lastTransitionTime: '2026-10-01T12:00:00Z', observedGeneration: 1}
                - {type: Stalled, status: 'True', reason: SourceEmpty, message: it is empty, lastTransitionTime: '2026-10-01T12:00:00Z', observedGeneration: 1}
            """);

    @Test
    void aStartThatCannotBeKeptHoldsNothingUpAndIsToldWithTheEnd() {
        store.setAway(true);
        assertThat(chronicle.record(wanted, null, wanted.getStatus(), NOW)).isEmpty();
        store.setAway(false);

        assertThat(chronicle.record(wanted, wanted.getStatus(), refused.getStatus(), NOW))
                .isEmpty();

        assertThat(store.told()).extracting(RunEvent::type).containsExactly(RunEvent.Type.START, RunEvent.Type.FAIL);
    }

    @Test
    void anEndThatCannotBeKeptHoldsTheStatusUp() {
        store.setAway(true);

        assertThat(chronicle.record(wanted, wanted.getStatus(), refused.getStatus(), NOW))
                .map(Outcome::reason)
                .contains("LedgerUnavailable");
        assertThat(store.told()).isEmpty();
    }

    private static Dataset dataset(String conditions) {
        return Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: sidewalk, namespace: vision, uid: 6b1f, generation: 1}
                spec:
                  source: {uri: s3://raw/sidewalk/, layout: RideLog}
                status:
                  inputHash: sha256:1
                  job: sidewalk-index-0123456789ab-1
                """ + conditions, Dataset.class);
    }
}
