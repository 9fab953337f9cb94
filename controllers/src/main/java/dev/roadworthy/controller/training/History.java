package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Model;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Outcome;
import dev.roadworthy.contract.Digest;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a TrainingRun, one an input, oldest first.
 *
 * @param gpuSeconds of all attempts, those that are no longer listed included
 */
record History(List<Attempt> attempts, long gpuSeconds) {

    /** How many attempts a status keeps. */
    static final int LENGTH = 10;

    private static final int MAX_MESSAGE = 1024;

    static History of(@Nullable TrainingRunStatus status) {
        return status == null
                ? new History(List.of(), 0)
                : new History(
                        Objects.requireNonNullElse(status.history(), List.of()),
                        Objects.requireNonNullElse(status.gpuSeconds(), 0L));
    }

    /** The attempt with this input; a new one where there is none. */
    Attempt attempt(Digest inputHash) {
        return find(inputHash)
                .orElseGet(() -> new Attempt(next(), inputHash.value(), null, Outcome.Open, null, null, 0L, null));
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
        return new History(List.copyOf(all.subList(Math.max(0, all.size() - LENGTH), all.size())), gpuSeconds);
    }

    /** Without an attempt under way, but for the one with this input; null for none. */
    History stopped(@Nullable Digest current) {
        return new History(
                attempts.stream()
                        .map(each -> each.outcome() == Outcome.Open && !isOf(each, current)
                                ? ended(
                                        each,
                                        Outcome.Stopped,
                                        "SpecChanged",
                                        "the spec changed before the end; its Job was deleted")
                                : each)
                        .toList(),
                gpuSeconds);
    }

    /**
     * Counts what the pods show beyond what is counted. An attempt that is not the current one is about to lose its pods,
     * so that its trainer counts until now.
     */
    History counted(Collection<Pod> pods, @Nullable Digest current, Instant now) {
        long more = 0;
        List<Attempt> all = new ArrayList<>();
        for (Attempt each : attempts) {
            Digest hash = new Digest(each.inputHash());
            long seen = isOf(each, current) ? GpuTime.ended(pods, hash) : GpuTime.until(pods, hash, now);
            long seconds = Math.max(each.gpuSeconds(), seen);
            more += seconds - each.gpuSeconds();
            all.add(new Attempt(
                    each.attempt(),
                    each.inputHash(),
                    each.job(),
                    each.outcome(),
                    each.reason(),
                    each.message(),
                    seconds,
                    each.model()));
        }
        return new History(List.copyOf(all), gpuSeconds + more);
    }

    /** An attempt that is under way in a Job; null before the first. */
    static Attempt open(Attempt attempt, @Nullable String job) {
        return new Attempt(
                attempt.attempt(), attempt.inputHash(), job, Outcome.Open, null, null, attempt.gpuSeconds(), null);
    }

    /** An attempt that has a model. */
    static Attempt trained(Attempt attempt, Model model) {
        return new Attempt(
                attempt.attempt(),
                attempt.inputHash(),
                attempt.job(),
                Outcome.Trained,
                null,
                null,
                attempt.gpuSeconds(),
                model);
    }

    /** An attempt that ended without a model. */
    static Attempt ended(Attempt attempt, Outcome outcome, String reason, String message) {
        return new Attempt(
                attempt.attempt(),
                attempt.inputHash(),
                attempt.job(),
                outcome,
                reason,
                message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…",
                attempt.gpuSeconds(),
                null);
    }

    private Optional<Attempt> find(Digest inputHash) {
        return attempts.stream().filter(each -> isOf(each, inputHash)).findFirst();
    }

    private int next() {
        return 1 + attempts.stream().mapToInt(Attempt::attempt).max().orElse(0);
    }

    private static boolean isOf(Attempt attempt, @Nullable Digest inputHash) {
        return inputHash != null && attempt.inputHash().equals(inputHash.value());
    }
}
