package dev.roadworthy.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private static final Digest DAY = Digest.of("day".getBytes(StandardCharsets.UTF_8));
    private static final Digest NIGHT = Digest.of("night".getBytes(StandardCharsets.UTF_8));
    private static final Digest LATER = Digest.of("later".getBytes(StandardCharsets.UTF_8));

    private final Dataset union = Datasets.union("");
    private final List<Dataset> both =
            List.of(Datasets.ready("sidewalk-v1", DAY, "raw"), Datasets.ready("sidewalk-night", NIGHT, "raw"));

    private static Upstream upstream(Dataset dataset, List<Dataset> datasets) {
        return Upstream.of(dataset, datasets, List.of());
    }

    private Inputs pin() {
        return upstream(union, both).resolved().orElseThrow();
    }

    /** The union with the status that pinning leaves, and this condition. */
    private Dataset pinned(String type) {
        DatasetDecision decision = DatasetPin.decide(upstream(union, both));
        Dataset after = Datasets.union("");
        after.setStatus(decision.status(
                1, List.of(new Condition(type, Status.True, "Because", "m", "2026-10-01T12:00:00Z", 1L))));
        return after;
    }

    @Test
    void whatIsReferredToIsPinnedBeforeAnythingIsDone() {
        DatasetDecision decision = DatasetPin.decide(upstream(union, both));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Next.class);
        assertThat(decision.startAttempt()).isEmpty();
        assertThat(decision.facts().inputs()).isEqualTo(pin());
        assertThat(decision.facts().inputHash())
                .isEqualTo(IndexStep.of(union, pin()).inputHash().value());
        assertThat(upstream(pinned("Reconciling"), both).pinned()).hasValue(pin());
    }

    @Test
    void aDatasetThatRefersToNothingIsPinnedToNothing() {
        assertThat(upstream(Datasets.dataset(""), List.of()).pinned()).hasValue(Inputs.NONE);
    }

    @Test
    void whatIsMissingIsWaitedForByName() {
        DatasetDecision dangling = DatasetPin.decide(upstream(union, both.subList(0, 1)));
        DatasetDecision stale = DatasetPin.decide(upstream(
                union,
                List.of(
                        both.getFirst(),
                        Datasets.with(Datasets.ready("sidewalk-night", NIGHT, "raw"), Status.False, NIGHT))));

        assertThat(dangling.outcome()).isInstanceOf(Outcome.Wait.class);
        assertThat(dangling.outcome().reason()).isEqualTo("DatasetDangling");
        assertThat(dangling.outcome().message()).startsWith("spec.extends names Dataset sidewalk-night");
        assertThat(stale.outcome().reason()).isEqualTo("DatasetNotReady");
    }

    @Test
    void sourcesBehindDifferentSecretsAreRefusedWithEachOfThem() {
        DatasetDecision decision = DatasetPin.decide(
                upstream(union, List.of(both.getFirst(), Datasets.ready("sidewalk-night", NIGHT, null))));

        assertThat(decision.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(decision.outcome().reason()).isEqualTo("SourceAccessDiffers");
        assertThat(decision.outcome().message())
                .contains("Dataset sidewalk-v1 with Secret raw", "Dataset sidewalk-night with the identity of steps");
        assertThat(decision.facts().inputs()).isNull();
    }

    @Test
    void theOrderOfReferencesChangesNoInput() {
        Dataset turned = Datasets.union("");
        turned.getMetadata().setUid(union.getMetadata().getUid());
        Inputs inputs = new Inputs(pin().extended().reversed(), List.of());

        assertThat(IndexStep.of(turned, inputs).inputHash())
                .isEqualTo(IndexStep.of(union, pin()).inputHash());
        IndexRequest.Earlier earlier = IndexStep.request(union.getSpec(), pin()).earlier();
        assertThat(earlier).isNotNull();
        assertThat(earlier.datasets())
                .extracting(IndexRequest.Part::name)
                .containsExactly("sidewalk-night", "sidewalk-v1");
    }

    @Test
    void anUpstreamThatMovedMakesADatasetOutOfDateAndNoNewInput() {
        List<Dataset> moved = List.of(both.getFirst(), Datasets.ready("sidewalk-night", LATER, "raw"));
        Dataset ready = pinned("Ready");

        DatasetDecision decision = DatasetPin.upheld(upstream(ready, moved), pin());

        assertThat(upstream(ready, moved).pinned()).hasValue(pin());
        assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(decision.statements()).hasSize(1);
        Statement current = decision.statements().getFirst();
        assertThat(current.status()).isEqualTo(Status.False);
        assertThat(current.reason()).isEqualTo("UpstreamChanged");
        assertThat(current.message()).contains(NIGHT.value(), LATER.value());
    }

    @Test
    void aRefusalHoldsOnlyForTheInputsThatItSpeaksOf() {
        List<Dataset> moved = List.of(both.getFirst(), Datasets.ready("sidewalk-night", LATER, "raw"));
        Dataset stalled = pinned("Stalled");

        assertThat(upstream(stalled, both).pinned()).hasValue(pin());
        assertThat(upstream(stalled, moved).pinned()).isEmpty();
    }

    @Test
    void otherNamesAreOtherInputs() {
        Dataset changed = pinned("Ready");
        changed.getSpec().extended().clear();
        changed.getSpec().extended().add(new ObjectRef("sidewalk-v1"));

        assertThat(upstream(changed, both).pinned()).isEmpty();
    }

    @Test
    void labelsArePinnedHandedOnAndTellWhenTheyHaveChanged() {
        Dataset labelled = Datasets.union("labelsFrom: [{name: label-night}]");
        Upstream then = Upstream.of(labelled, both, List.of(Datasets.labelled("label-night", DAY)));
        Inputs inputs = then.resolved().orElseThrow();
        Upstream now = Upstream.of(labelled, both, List.of(Datasets.labelled("label-night", LATER)));

        DatasetDecision missing = DatasetPin.decide(Upstream.of(labelled, both, List.of()));
        IndexRequest.Earlier earlier =
                IndexStep.request(labelled.getSpec(), inputs).earlier();
        Statement current = Currency.of(inputs, now).orElseThrow();

        assertThat(missing.outcome().reason()).isEqualTo("LabelsDangling");
        assertThat(missing.outcome().message()).startsWith("spec.labelsFrom names AnnotationJob label-night");
        assertThat(DatasetPin.decide(then).outcome().message())
                .contains("AnnotationJob label-night is pinned at labels " + DAY.value());
        assertThat(earlier).isNotNull();
        assertThat(earlier.labels()).singleElement().satisfies(labels -> {
            assertThat(labels.name()).isEqualTo("label-night");
            assertThat(labels.snapshot().digest()).isEqualTo(DAY);
        });
        assertThat(Currency.of(inputs, then).orElseThrow().status()).isEqualTo(Status.True);
        assertThat(current.reason()).isEqualTo("UpstreamChanged");
        assertThat(current.message()).contains("AnnotationJob label-night", DAY.value(), LATER.value());
    }

    @Test
    void labelsThatAreNotAcceptedAreWaitedFor() {
        Dataset labelled = Datasets.union("labelsFrom: [{name: label-night}]");
        AnnotationJob job = Datasets.labelled("label-night", DAY);
        job.getMetadata().setGeneration(2L);

        DatasetDecision decision = DatasetPin.decide(Upstream.of(labelled, both, List.of(job)));

        assertThat(decision.outcome().reason()).isEqualTo("LabelsNotReady");
        assertThat(decision.facts().inputs()).isNull();
    }
}
