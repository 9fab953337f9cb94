package dev.roadworthy.controller.status;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions of an object, by type. */
public final class Conditions {

    private static final int MAX_MESSAGE = 4096;
    private static final Set<String> REPEATING =
            Set.of(OutcomeConditions.RECONCILING, OutcomeConditions.STALLED, OutcomeConditions.ACTION_REQUIRED);

    private Conditions() {}

    /** A condition without its time and generation, as a decision makes it. */
    public record Statement(String type, Status status, String reason, String message) {}

    /**
     * What stands in the status next: the new statements in their order, and nothing else. The time of a condition
     * moves only when its status does.
     *
     * @param generation what the statements speak of
     */
    public static List<Condition> merge(
            @Nullable List<Condition> old, List<Statement> statements, long generation, Instant now) {
        return statements.stream()
                .map(statement -> new Condition(
                        statement.type(),
                        statement.status(),
                        statement.reason(),
                        truncate(statement.message()),
                        find(old, statement.type())
                                .filter(before -> before.status() == statement.status())
                                .map(Condition::lastTransitionTime)
                                .orElseGet(() ->
                                        now.truncatedTo(ChronoUnit.SECONDS).toString()),
                        generation))
                .toList();
    }

    /**
     * The conditions that say another status or reason than before; a message that merely changes its text says nothing
     * new. {@code Reconciling}, {@code Stalled} and {@code ActionRequired} repeat {@code Ready}, which changes too where
     * {@code Stalled} comes or goes.
     */
    public static List<Condition> changed(@Nullable List<Condition> old, List<Condition> now) {
        boolean turned = isTrue(old, OutcomeConditions.STALLED) != isTrue(now, OutcomeConditions.STALLED);
        return now.stream()
                .filter(condition -> !REPEATING.contains(condition.type()))
                .filter(condition ->
                        !isSaid(old, condition) || (turned && condition.type().equals(OutcomeConditions.READY)))
                .toList();
    }

    private static boolean isSaid(@Nullable List<Condition> old, Condition condition) {
        return find(old, condition.type())
                .filter(before -> before.status() == condition.status())
                .filter(before -> before.reason().equals(condition.reason()))
                .isPresent();
    }

    /** The condition of this type. */
    public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /** Whether the condition of this type is there and true. */
    public static boolean isTrue(@Nullable List<Condition> conditions, String type) {
        return find(conditions, type).filter(c -> c.status() == Status.True).isPresent();
    }

    private static String truncate(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
