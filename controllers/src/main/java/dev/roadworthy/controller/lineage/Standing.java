package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a status says that its object stands.
 *
 * @param refused whether nothing will happen until somebody changes something
 * @param waiting whether a person must act
 * @param message of {@code Ready}; null before the first
 */
record Standing(boolean refused, boolean waiting, @Nullable String message) {

    static Standing of(@Nullable RoadworthyStatus status) {
        @Nullable List<Condition> conditions = status == null ? null : status.conditions();
        return new Standing(
                isTrue(conditions, "Stalled"),
                isTrue(conditions, "ActionRequired"),
                find(conditions, "Ready").map(Condition::message).orElse(null));
    }

    private static boolean isTrue(@Nullable List<Condition> conditions, String type) {
        return find(conditions, type)
                .filter(c -> c.status() == Condition.Status.True)
                .isPresent();
    }

    private static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
        return Objects.requireNonNullElse(conditions, List.<Condition>of()).stream()
                .filter(c -> c.type().equals(type))
                .findFirst();
    }
}
