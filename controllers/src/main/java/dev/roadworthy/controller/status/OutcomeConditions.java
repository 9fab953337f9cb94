package dev.roadworthy.controller.status;

import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.status.Conditions.Statement;
import java.util.List;

/**
 * The conditions that every kind has, from an outcome. As kstatus expects, {@code Reconciling} and {@code Stalled} are
 * there only while they are true, and so is {@code ActionRequired}, beside {@code Reconciling}.
 */
public final class OutcomeConditions {

    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";
    public static final String ACTION_REQUIRED = "ActionRequired";

    private OutcomeConditions() {}

    /** At least {@code Ready}. */
    public static List<Statement> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> List.of(statement(READY, Status.True, done));
            case Outcome.Advance advance ->
                List.of(statement(READY, Status.False, advance), statement(RECONCILING, Status.True, advance));
            case Outcome.Next next ->
                List.of(statement(READY, Status.False, next), statement(RECONCILING, Status.True, next));
            case Outcome.Wait wait ->
                List.of(statement(READY, Status.False, wait), statement(RECONCILING, Status.True, wait));
            case Outcome.Ask ask ->
                List.of(
                        statement(READY, Status.False, ask),
                        statement(RECONCILING, Status.True, ask),
                        statement(ACTION_REQUIRED, Status.True, ask));
            case Outcome.Reject reject ->
                List.of(statement(READY, Status.False, reject), statement(STALLED, Status.True, reject));
        };
    }

    private static Statement statement(String type, Status status, Outcome outcome) {
        return new Statement(type, status, outcome.reason(), outcome.message());
    }
}
