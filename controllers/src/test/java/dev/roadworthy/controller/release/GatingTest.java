package dev.roadworthy.controller.release;

import static dev.roadworthy.controller.release.EdgeReleases.GATE;
import static dev.roadworthy.controller.release.EdgeReleases.MODEL_DIGEST;
import static dev.roadworthy.controller.release.EdgeReleases.judged;
import static dev.roadworthy.controller.release.EdgeReleases.resolved;
import static dev.roadworthy.controller.release.EdgeReleases.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import dev.roadworthy.controller.reference.Reference;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatingTest {

    private static final Digest OTHER = Digest.of(new byte[] {1});
    private static final Reference<TrainedModel> MODEL = resolved(trained(MODEL_DIGEST, true));
    private static final Reference<JudgedEvaluation> PASSED = resolved(judged(MODEL_DIGEST, true, true, GATE));

    static Stream<Arguments> lacking() {
        return Stream.of(
                lacks(new Reference.Dangling<>("no run"), PASSED, "ModelDangling", Outcome.Wait.class),
                lacks(new Reference.Stale<>("not Ready"), PASSED, "ModelNotReady", Outcome.Wait.class),
                lacks(MODEL, new Reference.Dangling<>("none"), "EvaluationDangling", Outcome.Wait.class),
                lacks(MODEL, new Reference.Stale<>("no verdict"), "EvaluationNotReady", Outcome.Wait.class),
                lacks(resolved(trained(MODEL_DIGEST, false)), PASSED, "ModelNotCurrent", Outcome.Reject.class),
                lacks(
                        MODEL,
                        resolved(judged(OTHER, true, true, GATE)),
                        "EvaluationOfAnotherModel",
                        Outcome.Reject.class),
                lacks(MODEL, resolved(judged(MODEL_DIGEST, false, true, GATE)), "GateFailed", Outcome.Reject.class),
                lacks(
                        MODEL,
                        resolved(judged(MODEL_DIGEST, true, false, GATE)),
                        "EvaluationNotCurrent",
                        Outcome.Reject.class));
    }

    private static Arguments lacks(
            Reference<TrainedModel> model,
            Reference<JudgedEvaluation> evaluation,
            String reason,
            Class<? extends Outcome> outcome) {
        return Arguments.of(model, evaluation, reason, outcome);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("lacking")
    void whatLacksKeepsItClosed(
            Reference<TrainedModel> model,
            Reference<JudgedEvaluation> evaluation,
            String reason,
            Class<? extends Outcome> outcome) {
        Gating gating = Gating.of(model, List.of(PASSED, evaluation));

        assertThat(gating).isInstanceOfSatisfying(Gating.Closed.class, closed -> {
            assertThat(closed.outcome()).isInstanceOf(outcome);
            assertThat(closed.outcome().reason()).isEqualTo(reason);
        });
    }

    @Test
    void aFailedGateIsToldWithItsNumbers() {
        Gating gating = Gating.of(MODEL, List.of(resolved(judged(MODEL_DIGEST, false, true, GATE))));

        assertThat(((Gating.Closed) gating).outcome().message())
                .contains("sidewalk-a-test", "recall of sidewalk in night is 0.01, min 0.30");
    }

    @Test
    void theCandidateChangesWithModelGatesAndCompatibilityAndWithNothingElse() {
        EdgeRelease release = EdgeReleases.release("");
        Digest candidate = EdgeReleases.open().candidate(release.getSpec()).digest();

        Gate stricter = new Gate(Gate.Metric.meanIoU, null, null, new IntOrString("0.70"), null, null);
        assertThat(open(MODEL_DIGEST, stricter).candidate(release.getSpec()).digest())
                .as("another gate")
                .isNotEqualTo(candidate);
        assertThat(open(OTHER, GATE).candidate(release.getSpec()).digest())
                .as("another model")
                .isNotEqualTo(candidate);
        EdgeRelease onMore = Serialization.unmarshal(
                Serialization.asYaml(release).replace("scooter-g3", "scooter-g4"), EdgeRelease.class);
        assertThat(EdgeReleases.open().candidate(onMore.getSpec()).digest())
                .as("other hardware")
                .isNotEqualTo(candidate);
        assertThat(EdgeReleases.open()
                        .candidate(EdgeReleases.approving(candidate.value()).getSpec())
                        .digest())
                .as("an approval is no part of what is approved")
                .isEqualTo(candidate);
    }

    private static Gating.Open open(Digest model, Gate gate) {
        return (Gating.Open)
                Gating.of(resolved(trained(model, true)), List.of(resolved(judged(model, true, true, gate))));
    }
}
