package dev.roadworthy.controller.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrencyTest {

    private static final Reference<PinnedModel> MODEL = model(Evaluations.MODEL);
    private static final Reference<PinnedModel> OLD = model(Evaluations.BASELINE);
    private static final Reference<PinnedDataset> DATASET = dataset(Evaluations.ROWS);
    private static final List<Slice> SLICES = List.of(new Slice("night", "sun_elevation < -6"));

    @Test
    void whatIsAsItWasIsUpToDate() {
        assertThat(current(MODEL, null, OLD, DATASET, SLICES).reason()).isEqualTo("UpToDate");
    }

    @Test
    void theFirstThatDiffersIsNamedWithBothDigests() {
        Statement model = current(model(Evaluations.OTHER_MODEL), null, OLD, dataset(Evaluations.OTHER_ROWS), SLICES);
        assertThat(model.status()).isEqualTo(Status.False);
        assertThat(model.reason()).isEqualTo("UpstreamChanged");
        assertThat(model.message())
                .startsWith("TrainingRun sidewalk-a had the model %s when it was measured, and it is %s now;"
                        .formatted(Evaluations.MODEL, Evaluations.OTHER_MODEL));

        assertThat(current(MODEL, null, OLD, dataset(Evaluations.OTHER_ROWS), SLICES)
                        .message())
                .startsWith("Dataset sidewalk was %s when".formatted(Evaluations.ROWS));
        assertThat(current(MODEL, null, MODEL, DATASET, SLICES).message()).contains(Evaluations.BASELINE.value());
    }

    @Test
    void aSliceThatIsRedefinedIsAnotherInputThoughNoRowHasChanged() {
        Statement current = current(MODEL, null, OLD, DATASET, List.of(new Slice("night", "sun_elevation < -9")));

        assertThat(current.status()).isEqualTo(Status.False);
        assertThat(current.message()).startsWith("Dataset sidewalk declares other slices than it did");
    }

    @Test
    void whatIsKnownToDifferComesBeforeWhatCannotBeTold() {
        Reference<PinnedModel> stale = new Reference.Stale<>("TrainingRun sidewalk-a is not Ready");

        assertThat(current(stale, null, OLD, DATASET, SLICES).status()).isEqualTo(Status.Unknown);
        assertThat(current(new Reference.Dangling<>("apply it"), null, OLD, DATASET, SLICES)
                        .reason())
                .isEqualTo("UpstreamGone");
        assertThat(current(stale, null, OLD, dataset(Evaluations.OTHER_ROWS), SLICES)
                        .reason())
                .isEqualTo("UpstreamChanged");
    }

    @Test
    void aModelOfAnOutdatedRunIsOutdated() {
        Statement current = current(MODEL, "its Dataset moved", OLD, DATASET, SLICES);

        assertThat(current.status()).isEqualTo(Status.False);
        assertThat(current.reason()).isEqualTo("UpstreamNotCurrent");
        assertThat(current.message()).isEqualTo("TrainingRun sidewalk-a is itself not current: its Dataset moved");
    }

    private static Statement current(
            Reference<PinnedModel> model,
            String outOfDate,
            Reference<PinnedModel> baseline,
            Reference<PinnedDataset> dataset,
            List<Slice> slices) {
        return Currency.of(
                new Upstream(MODEL, null, OLD, DATASET, SLICES).pins().orElseThrow(),
                new Upstream(model, outOfDate, baseline, dataset, slices));
    }

    private static Reference<PinnedModel> model(Digest digest) {
        return new Reference.Resolved<>(
                new PinnedModel("sidewalk-a", digest.value(), new Artifact("s3://m", digest.value(), 300L)));
    }

    private static Reference<PinnedDataset> dataset(Digest digest) {
        return new Reference.Resolved<>(new PinnedDataset(
                "sidewalk", digest.value(), new Artifact("s3://d", digest.value(), 100L), List.of("road"), null));
    }
}
