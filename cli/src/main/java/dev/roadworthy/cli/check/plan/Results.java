package dev.roadworthy.cli.check.plan;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Model;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is of an input, whichever object made it: the operator finds it by that, too. */
final class Results {

    /**
     * A result.
     *
     * @param maker attempt and object; empty where only the artifact store knows it
     * @param document the manifest of a TrainingRun's model, or the report of an Evaluation; null where the cluster has lost it
     */
    record Result(Optional<Maker> maker, @Nullable Artifact document) {

        private static Result of(ObjectName object, int attempt, @Nullable Artifact document) {
            return new Result(Optional.of(new Maker(object, attempt)), document);
        }
    }

    /** Who made a result. */
    record Maker(ObjectName object, int attempt) {}

    private final Map<String, List<Result>> byInput;

    private final KnownResults stored;

    private Results(Map<String, List<Result>> byInput, KnownResults stored) {
        this.byInput = byInput;
        this.stored = stored;
    }

    static Results of(Live live) {
        Map<String, List<Result>> byInput = new HashMap<>();
        live.objects().keySet().stream().sorted().forEach(name -> add(byInput, live, name));
        return new Results(byInput, live.results());
    }

    private static void add(Map<String, List<Result>> byInput, Live live, ObjectName name) {
        switch (name.target().kind()) {
            case TRAINING_RUN ->
                live.status(name, TrainingRunStatus.class).map(TrainingRunStatus::history).stream()
                        .flatMap(List::stream)
                        .filter(attempt -> attempt.outcome() == TrainingRunStatus.Outcome.Trained)
                        .forEach(attempt -> byInput.merge(
                                key(Kind.TRAINING_RUN, attempt.inputHash()),
                                List.of(Result.of(name, attempt.attempt(), manifest(attempt.model()))),
                                Results::joined));
            case EVALUATION ->
                live.status(name, EvaluationStatus.class).map(EvaluationStatus::history).stream()
                        .flatMap(List::stream)
                        .filter(attempt -> attempt.outcome() == EvaluationStatus.Outcome.Measured)
                        .forEach(attempt -> byInput.merge(
                                key(Kind.EVALUATION, attempt.inputHash()),
                                List.of(Result.of(name, attempt.attempt(), attempt.report())),
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

    private static @Nullable Artifact manifest(@Nullable Model model) {
        return model == null ? null : new Artifact(model.uri(), model.digest(), model.manifestBytes());
    }

    /** A result of an input, its own one first. */
    Optional<Result> find(ObjectName name, Digest input) {
        Kind kind = name.target().kind();
        List<Result> results = byInput.getOrDefault(key(kind, input.value()), List.of());
        return results.stream()
                .filter(result -> result.maker().map(Maker::object).equals(Optional.of(name)))
                .findFirst()
                .or(() -> results.stream().findFirst())
                .or(() -> stored.find(kind, input)
                        .map(known -> new Result(Optional.empty(), document(kind, known.documents()))));
    }

    private static @Nullable Artifact document(Kind kind, Map<String, KnownResult.Document> documents) {
        KnownResult.@Nullable Document document =
                documents.get(kind == Kind.TRAINING_RUN ? Ledger.MODEL : Ledger.REPORT);
        return document == null
                ? null
                : new Artifact(
                        ArtifactRef.key(document.digest()), document.digest().value(), document.bytes());
    }
}
