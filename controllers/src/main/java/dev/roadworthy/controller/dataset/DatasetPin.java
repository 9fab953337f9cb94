package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.Conditions.Statement;
import dev.roadworthy.controller.status.OutcomeConditions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The decisions about a Dataset before its inputs are pinned, and after all is done with them. */
final class DatasetPin {

    // A watch tells at once; this is for the event that got lost.
    private static final Duration RECHECK = Duration.ofMinutes(10);

    private DatasetPin() {}

    /** What the references come to is written down before anything is done with it. */
    static DatasetDecision decide(Upstream upstream) {
        return Stream.concat(
                        upstream.extended().stream().map(reference -> unresolved("Dataset", reference)),
                        upstream.labels().stream().map(reference -> unresolved("Labels", reference)))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> mixture(upstream))
                .map(outcome -> new DatasetDecision(outcome, List.of(), OptionalInt.empty(), facts(null, null)))
                .orElseGet(() -> pin(upstream));
    }

    private static Optional<Outcome> unresolved(String role, Reference<?> reference) {
        return switch (reference) {
            case Reference.Resolved<?> resolved -> Optional.empty();
            case Reference.Dangling<?> dangling ->
                Optional.of(new Outcome.Wait(role + "Dangling", dangling.message(), RECHECK));
            case Reference.Stale<?> stale -> Optional.of(new Outcome.Wait(role + "NotReady", stale.message(), RECHECK));
        };
    }

    /** A step that reads frames has one access to sources, so that all of a Dataset must lie behind the same. */
    private static Optional<Outcome> mixture(Upstream upstream) {
        Map<String, String> access = new LinkedHashMap<>();
        DatasetSpec.@Nullable Source source = upstream.dataset().getSpec().source();
        if (source != null) {
            access.put(
                    "spec.source",
                    access(
                            source.secretRef() == null
                                    ? null
                                    : source.secretRef().name()));
        }
        upstream.resolved()
                .map(Inputs::extended)
                .orElse(List.of())
                .forEach(pin -> access.put("Dataset " + pin.name(), access(pin.sourceSecret())));
        if (Set.copyOf(access.values()).size() <= 1) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Reject(
                "SourceAccessDiffers",
                access.entrySet().stream()
                        .map(entry -> "%s with %s".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(
                                ", ",
                                "whoever reads this Dataset reads all of its frames with one access, and they are read ",
                                "; give all sources the same secretRef, or none"))));
    }

    private static String access(@Nullable String secret) {
        return secret == null ? "the identity of steps" : "Secret " + secret;
    }

    private static DatasetDecision pin(Upstream upstream) {
        Inputs inputs = upstream.resolved().orElseThrow();
        return new DatasetDecision(
                new Outcome.Next(
                        "Pinned",
                        Stream.concat(
                                        inputs.extended().stream().map(pin -> "Dataset %s is pinned at %s"
                                                .formatted(pin.name(), pin.digest())),
                                        inputs.labelsFrom().stream()
                                                .map(pin -> "AnnotationJob %s is pinned at labels %s"
                                                        .formatted(
                                                                pin.name(),
                                                                pin.snapshot().digest())))
                                .collect(Collectors.joining("; "))),
                List.of(),
                OptionalInt.empty(),
                facts(IndexStep.of(upstream.dataset(), inputs).inputHash().value(), inputs));
    }

    /** A status that says no more than this. */
    static DatasetStatus facts(@Nullable String inputHash, @Nullable Inputs inputs) {
        return new DatasetStatus(
                null, inputHash, null, null, null, null, null, null, null, null, null, null, null, null, inputs, null);
    }

    /** Whether the end of this very spec, on these inputs, stands in the status: nothing is done any more. */
    static boolean isSettled(Dataset dataset, String inputHash) {
        DatasetStatus status = dataset.getStatus();
        return status != null
                && Objects.equals(
                        status.observedGeneration(), dataset.getMetadata().getGeneration())
                && inputHash.equals(status.inputHash())
                && (Conditions.isTrue(status.conditions(), OutcomeConditions.READY)
                        || Conditions.isTrue(status.conditions(), OutcomeConditions.STALLED));
    }

    /** The end stays as it is; only whether it is still about what the references name can change. */
    static DatasetDecision upheld(Upstream upstream, Inputs pin) {
        DatasetStatus status = Objects.requireNonNull(upstream.dataset().getStatus(), "what is settled has a status");
        Condition ready =
                Conditions.find(status.conditions(), OutcomeConditions.READY).orElseThrow();
        boolean isDone = ready.status() == Condition.Status.True;
        Stream<Statement> kept = Stream.of(DatasetDecision.QUALITY_CHECKED, DatasetDecision.LEAKAGE_FREE)
                .flatMap(type -> Conditions.find(status.conditions(), type).stream())
                .map(c -> new Statement(c.type(), c.status(), c.reason(), c.message()));
        Stream<Statement> current = isDone ? Currency.of(pin, upstream).stream() : Stream.empty();
        return new DatasetDecision(
                isDone
                        ? new Outcome.Done(ready.reason(), ready.message())
                        : new Outcome.Reject(ready.reason(), ready.message()),
                Stream.concat(kept, current).toList(),
                OptionalInt.empty(),
                status);
    }
}
