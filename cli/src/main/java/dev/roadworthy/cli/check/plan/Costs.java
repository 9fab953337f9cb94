package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus.Attempt;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.controller.annotation.AnnotationInput;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** What runs take: GPU hours from history, and labels from the spec. */
final class Costs {

    private static final String GPU = "/gpu";
    private static final double SECONDS_PER_HOUR = 3600;

    private Costs() {}

    static Cost of(Live live, Declared declared, Effect effect) {
        if (effect.type() != Effect.Type.RUNS) {
            return Cost.NONE;
        }
        return switch (declared.name().target().kind()) {
            case TRAINING_RUN -> training(live, declared);
            case ANNOTATION_JOB -> labelling(declared);
            case DATASET, EVALUATION, EDGE_RELEASE -> Cost.NONE;
        };
    }

    private static Cost training(Live live, Declared declared) {
        if (!usesGpu(declared.spec())) {
            return new Cost(OptionalDouble.of(0), 0, "no GPU");
        }
        Optional<Attempt> own = last(live, declared.name());
        Optional<Attempt> earlier = own.or(() -> ofSameImage(live, declared));
        return earlier.map(attempt -> hours(
                        attempt.gpuSeconds(), own.isPresent() ? "its last attempt" : "the last run of this image"))
                .orElseGet(() -> new Cost(
                        OptionalDouble.empty(),
                        0,
                        live.objects().isEmpty()
                                ? "GPU hours are unknown without a cluster"
                                : "GPU hours are unknown: nothing of this image has been trained yet"));
    }

    private static Cost hours(long seconds, String what) {
        double hours = seconds / SECONDS_PER_HOUR;
        return new Cost(
                OptionalDouble.of(hours),
                0,
                String.format(Locale.ROOT, "about %.1f GPU hours, as %s took", hours, what));
    }

    private static boolean usesGpu(JsonNode spec) {
        return spec.path("resources").path("limits").properties().stream()
                .anyMatch(limit -> limit.getKey().endsWith(GPU)
                        && !"0".equals(limit.getValue().asText()));
    }

    private static Optional<Attempt> ofSameImage(Live live, Declared declared) {
        JsonNode image = declared.spec().path("image");
        return live.objects().entrySet().stream()
                .filter(object -> object.getKey().target().kind() == Kind.TRAINING_RUN
                        && object.getValue().path("spec").path("image").equals(image))
                .map(object -> last(live, object.getKey()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Attempt> last(Live live, ObjectName name) {
        List<Attempt> trained = live.status(name, TrainingRunStatus.class).map(TrainingRunStatus::history).stream()
                .flatMap(List::stream)
                .filter(attempt -> attempt.outcome() == TrainingRunStatus.Outcome.Trained)
                .toList();
        return trained.isEmpty() ? Optional.empty() : Optional.of(trained.getLast());
    }

    private static Cost labelling(Declared declared) {
        AnnotationInput input = Inputs.annotation(declared.spec());
        int gold = input.gold() == null
                ? 0
                : Math.ceilDiv(
                        input.limit() * Objects.requireNonNull(input.gold()).percent(), 100);
        return new Cost(
                OptionalDouble.empty(),
                input.limit() + gold,
                gold == 0
                        ? "asks for up to %d labels".formatted(input.limit())
                        : "asks for up to %d labels, %d of them known".formatted(input.limit() + gold, gold));
    }
}
