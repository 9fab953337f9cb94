package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PinnedEvaluation;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.controller.reference.EvaluationReferences;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import dev.roadworthy.controller.reference.Reference;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The release of a line that vehicles have now, as far as the other objects of the namespace tell: the last in the line's
 * count that came to all of its waves, or that ends as a bundle in the store.
 *
 * @param release the object, which has a signature, a bundle and evidence
 * @param evaluations those of its Evaluations that still have the report that it was approved with
 * @param modelBytes bytes of all files of its model; empty where its TrainingRun has another model by now
 * @param underWay versions of the line that are on their way to vehicles, in the order of the count
 */
record PresentRelease(
        EdgeRelease release, List<JudgedEvaluation> evaluations, Optional<Long> modelBytes, List<String> underWay) {

    /**
     * What else there is in the namespace of a release.
     *
     * @param releases this one may be among them
     */
    record Siblings(
            Collection<EdgeRelease> releases, Collection<Evaluation> evaluations, Collection<TrainingRun> runs) {}

    /** The present release of the line of one that asks for approval; empty where none is known. */
    static Optional<PresentRelease> of(EdgeRelease asking, Siblings siblings) {
        return others(asking, siblings)
                .filter(PresentRelease::isDelivered)
                .max(Comparator.comparing(PresentRelease::counter))
                .map(release -> new PresentRelease(
                        release,
                        evaluations(release, siblings),
                        modelBytes(release, siblings),
                        others(asking, siblings)
                                .filter(isUnderWay().and(other -> counter(other) > counter(release)))
                                .sorted(Comparator.comparing(PresentRelease::counter))
                                .map(other -> other.getSpec().version())
                                .toList()));
    }

    private static Stream<EdgeRelease> others(EdgeRelease asking, Siblings siblings) {
        return siblings.releases().stream()
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(asking.getMetadata().getUid()))
                .filter(other -> other.getSpec().line().equals(asking.getSpec().line()))
                .filter(PresentRelease::isPublished);
    }

    /** Whether its status speaks of a bundle of what its spec releases now. */
    private static boolean isPublished(EdgeRelease release) {
        EdgeReleaseStatus status = release.getStatus();
        return status != null
                && status.signature() != null
                && status.bundle() != null
                && status.evidence() != null
                && status.signature()
                        .spec()
                        .equals(ReleaseInput.released(release.getSpec()).value());
    }

    private static boolean isDelivered(EdgeRelease release) {
        EdgeReleaseStatus.Rollout rollout = release.getStatus().rollout();
        return rollout == null ? release.getSpec().rollout() == null : rollout.stage() == Stage.RolledOut;
    }

    private static Predicate<EdgeRelease> isUnderWay() {
        return release -> {
            EdgeReleaseStatus.Rollout rollout = release.getStatus().rollout();
            return rollout != null && (rollout.stage() == Stage.Rolling || rollout.stage() == Stage.Soaking);
        };
    }

    private static List<JudgedEvaluation> evaluations(EdgeRelease release, Siblings siblings) {
        return evidence(release).evaluations().stream()
                .map(pinned -> evaluation(release, pinned, siblings.evaluations()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<JudgedEvaluation> evaluation(
            EdgeRelease release, PinnedEvaluation pinned, Collection<Evaluation> evaluations) {
        Optional<Evaluation> found = evaluations.stream()
                .filter(each -> each.getMetadata().getName().equals(pinned.name()))
                .findFirst();
        return EvaluationReferences.resolve(
                                "spec.evaluationRefs",
                                pinned.name(),
                                release.getMetadata().getNamespace(),
                                found)
                        instanceof Reference.Resolved<JudgedEvaluation>(JudgedEvaluation now)
                ? Optional.of(now).filter(judged -> judged.report().equals(pinned.report()))
                : Optional.empty();
    }

    private static Optional<Long> modelBytes(EdgeRelease release, Siblings siblings) {
        return siblings.runs().stream()
                .filter(run -> run.getMetadata()
                        .getName()
                        .equals(evidence(release).model().name()))
                .filter(run -> run.getStatus() != null && run.getStatus().model() != null)
                .map(run -> run.getStatus().model())
                .filter(model -> model.digest().equals(evidence(release).model().digest()))
                .map(model -> model.bytes())
                .findFirst();
    }

    /** What it is made of. */
    Evidence evidence() {
        return evidence(release);
    }

    private static Evidence evidence(EdgeRelease release) {
        return Objects.requireNonNull(release.getStatus().evidence(), "what is published has its evidence");
    }

    /** Its position in the line. */
    long counter() {
        return counter(release);
    }

    private static long counter(EdgeRelease release) {
        return Objects.requireNonNull(release.getStatus().signature(), "what is published is signed")
                .counter();
    }

    /** Bytes of its bundle. */
    long bundleBytes() {
        return Objects.requireNonNull(release.getStatus().bundle(), "what is published has a bundle")
                .bytes();
    }
}
