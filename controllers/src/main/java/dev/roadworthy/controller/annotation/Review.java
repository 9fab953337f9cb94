package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJobSpec;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus.Agreement;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus.Result;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.CollectResult.ClassAgreement;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a hand-in comes to: measured by the step, compared with the limit of now. Limits are compared exactly, never
 * rounded.
 *
 * @param outcome accepted, or refused until something is handed in again
 * @param quality the condition {@value #QUALITY_ACCEPTED}
 * @param agreement each class of the gold against its limit; empty without a limit
 */
record Review(Outcome outcome, Statement quality, List<Agreement> agreement) {

    static final String QUALITY_ACCEPTED = "QualityAccepted";

    private static final int DECIMALS = 4;

    /**
     * Judges.
     *
     * @param folder of the tasks, for messages
     */
    static Review of(AnnotationJobSpec spec, String folder, CollectResult result) {
        BigDecimal min = spec.quality() == null
                ? null
                : new BigDecimal(
                        String.valueOf(spec.quality().gold().minAgreement().getValue()));
        List<Agreement> agreement = min == null
                ? List.of()
                : result.agreement().stream().map(of -> row(of, min)).toList();
        if (!result.faults().isEmpty()) {
            return refused("LabelsFaulty", faults(result, folder), agreement);
        }
        if (min != null && !isMet(result, min)) {
            return refused("AgreementTooLow", disagreement(result, min, folder), agreement);
        }
        if (result.labels() == null) {
            return refused(
                    "NothingLabelled",
                    "all %d masks ignore every pixel, so there is nothing to publish; label frames, then write %s again"
                            .formatted(result.skipped(), folder + TaskList.DONE),
                    agreement);
        }
        return accepted(result, min, agreement);
    }

    private static Review accepted(CollectResult result, @Nullable BigDecimal min, List<Agreement> agreement) {
        return new Review(
                new Outcome.Done(
                        "Labelled",
                        "%d frames are labelled, %d could not be told".formatted(result.labelled(), result.skipped())),
                min == null
                        ? new Statement(
                                QUALITY_ACCEPTED,
                                Status.Unknown,
                                "NotMeasured",
                                "no known-good frames were mixed in; to measure, add spec.quality.gold")
                        : new Statement(
                                QUALITY_ACCEPTED,
                                Status.True,
                                "AgreementReached",
                                agreement.stream()
                                        .map(row ->
                                                "%s has IoU %s, limit %s".formatted(row.name(), row.iou(), row.limit()))
                                        .collect(Collectors.joining("; "))),
                agreement);
    }

    private static Review refused(String reason, String message, List<Agreement> agreement) {
        return new Review(
                new Outcome.Reject(reason, message),
                new Statement(QUALITY_ACCEPTED, Status.False, reason, message),
                agreement);
    }

    boolean isAccepted() {
        return outcome instanceof Outcome.Done;
    }

    private static Agreement row(ClassAgreement of, BigDecimal min) {
        return new Agreement(
                of.name(),
                BigDecimal.valueOf(of.intersection())
                        .divide(BigDecimal.valueOf(of.union()), DECIMALS, RoundingMode.DOWN)
                        .toPlainString(),
                "min " + min.toPlainString(),
                reaches(of, min) ? Result.Passed : Result.Failed);
    }

    /** Gold of which nothing was measured is not met. */
    private static boolean isMet(CollectResult result, BigDecimal min) {
        return !result.agreement().isEmpty() && result.agreement().stream().allMatch(of -> reaches(of, min));
    }

    private static boolean reaches(ClassAgreement of, BigDecimal min) {
        return BigDecimal.valueOf(of.intersection()).compareTo(min.multiply(BigDecimal.valueOf(of.union()))) >= 0;
    }

    private static String disagreement(CollectResult result, BigDecimal min, String folder) {
        return result.agreement().stream()
                .filter(of -> !reaches(of, min))
                .map(of -> "%s has IoU %s (worst %s)"
                        .formatted(of.name(), row(of, min).iou(), String.join("; ", of.worst())))
                .collect(Collectors.joining(
                        "; ",
                        "known-good frames are not met, limit min %s: ".formatted(min.toPlainString()),
                        "; label these classes anew in %s, then write %s again"
                                .formatted(folder + TaskList.MASKS, folder + TaskList.DONE)));
    }

    private static String faults(CollectResult result, String folder) {
        Finding strays = result.strays();
        return Stream.concat(result.faults().stream(), strays.count() > 0 ? Stream.of(strays) : Stream.empty())
                .map(finding -> "%s %d of %d (%s)"
                        .formatted(
                                finding.name(), finding.count(), finding.of(), String.join("; ", finding.examples())))
                .collect(Collectors.joining(
                        "; ",
                        "masks cannot be used: ",
                        "; correct them in %s, then write %s again"
                                .formatted(folder + TaskList.MASKS, folder + TaskList.DONE)));
    }
}
