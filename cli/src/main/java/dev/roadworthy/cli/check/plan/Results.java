package dev.roadworthy.cli.check.plan;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Model;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.contract.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What objects of a cluster made, by its input: whichever object made it, the operator finds it by that. */
final class Results {

    /**
     * A result.
     *
     * @param object that made it
     * @param model of a TrainingRun; null of an Evaluation
     * @param report of an Evaluation; null of a TrainingRun
     */
    record Result(
            ObjectName object,
            int attempt,
            @Nullable Model model,
            @Nullable Artifact report) {}

    private final Map<String, List<Result>> byInput;

    private Results(Map<String, List<Result>> byInput) {
        this.byInput = byInput;
    }

    static Results of(Live live) {
        Map<String, List<Result>> byInput = new HashMap<>();
        live.objects().keySet().stream().sorted().forEach(name -> add(byInput, live, name));
        return new Results(byInput);
    }

    private static void add(Map<String, List<Result>> byInput, Live live, ObjectName name) {
        switch (name.target().kind()) {
            case TRAINING_RUN ->
                live.status(name, TrainingRunStatus.class).map(TrainingRunStatus::history).stream()
                        .flatMap(List::stream)
                        .filter(attempt -> attempt.outcome() == TrainingRunStatus.Outcome.Trained)
                        .forEach(attempt -> byInput.merge(
                                key(Kind.TRAINING_RUN, attempt.inputHash()),
                                List.of(new Result(name, attempt.attempt(), attempt.model(), null)),
                                Results::joined));
            case EVALUATION ->
                live.status(name, EvaluationStatus.class).map(EvaluationStatus::history).stream()
                        .flatMap(List::stream)
                        .filter(attempt -> attempt.outcome() == EvaluationStatus.Outcome.Measured)
                        .forEach(attempt -> byInput.merge(
                                key(Kind.EVALUATION, attempt.inputHash()),
                                List.of(new Result(name, attempt.attempt(), null, attempt.report())),
                                Results::joined));
            case DATASET, ANNOTATION_JOB, EDGE_RELEASE -> {
                // The operator keeps nothing of these by input.
            }
        }
    }

    private static String key(Kind kind, String inputHash) {
        return kind + " " + inputHash;
    }

    private static List<Result> joined(List<Result> some, List<Result> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** A result of an input, its own one first. */
    Optional<Result> find(ObjectName name, Digest input) {
        List<Result> results = byInput.getOrDefault(key(name.target().kind(), input.value()), List.of());
        return results.stream()
                .filter(result -> result.object().equals(name))
                .findFirst()
                .or(() -> results.stream().findFirst());
    }
}
