package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Attempt;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Outcome;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.step.Artifacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attempts of an Evaluation, one an input, oldest first. */
record History(List<Attempt> attempts) {

    /** How many attempts a status keeps. */
    static final int LENGTH = 10;

    private static final int MAX_MESSAGE = 1024;

    static History of(@Nullable EvaluationStatus status) {
        return new History(status == null ? List.of() : Objects.requireNonNullElse(status.history(), List.of()));
    }

    /** The attempt with this input; a new one where there is none. */
    Attempt attempt(Digest inputHash) {
        return attempts.stream()
                .filter(each -> isOf(each, inputHash))
                .findFirst()
                .orElseGet(() -> new Attempt(next(), inputHash.value(), null, Outcome.Open, null, null, null, null));
    }

    /** Puts an attempt in its place, or at the end; the oldest beyond {@value #LENGTH} go. */
    History with(Attempt attempt) {
        List<Attempt> all = new ArrayList<>();
        boolean known = false;
        for (Attempt each : attempts) {
            boolean same = each.inputHash().equals(attempt.inputHash());
            all.add(same ? attempt : each);
            known |= same;
        }
        if (!known) {
            all.add(attempt);
        }
        return new History(List.copyOf(all.subList(Math.max(0, all.size() - LENGTH), all.size())));
    }

    /** Without an attempt under way, but for the one with this input; null for none. */
    History stopped(@Nullable Digest current) {
        return new History(attempts.stream()
                .map(each -> each.outcome() == Outcome.Open && !isOf(each, current)
                        ? ended(
                                each,
                                Outcome.Stopped,
                                "SpecChanged",
                                "the spec changed before the end; its Job was deleted")
                        : each)
                .toList());
    }

    /** An attempt that is under way in a Job; null before the first. */
    static Attempt open(Attempt attempt, @Nullable String job) {
        return new Attempt(attempt.attempt(), attempt.inputHash(), job, Outcome.Open, null, null, null, null);
    }

    /** An attempt that has a report. */
    static Attempt measured(Attempt attempt, Measurement measurement) {
        return new Attempt(
                attempt.attempt(),
                attempt.inputHash(),
                attempt.job(),
                Outcome.Measured,
                null,
                null,
                Artifacts.inStatus(measurement.report()),
                Artifacts.inStatus(measurement.timing()));
    }

    /** An attempt that ended without a report. */
    static Attempt ended(Attempt attempt, Outcome outcome, String reason, String message) {
        return new Attempt(
                attempt.attempt(),
                attempt.inputHash(),
                attempt.job(),
                outcome,
                reason,
                message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…",
                null,
                null);
    }

    private int next() {
        return 1 + attempts.stream().mapToInt(Attempt::attempt).max().orElse(0);
    }

    private static boolean isOf(Attempt attempt, @Nullable Digest inputHash) {
        return inputHash != null && attempt.inputHash().equals(inputHash.value());
    }
}
