package dev.roadworthy.controller.port;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.controller.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people and monitoring that an object's conditions have changed. */
public interface Announcer {

    /**
     * An object as it was when it was decided on.
     *
     * @param resourceVersion of the version that was decided on: the same version again is the same transition
     * @param attempt which one the kind is at; null where it counts none
     */
    record Subject(
            String apiVersion,
            String kind,
            String namespace,
            String name,
            String uid,
            String resourceVersion,
            @Nullable Integer attempt) {}

    /**
     * A change of conditions.
     *
     * @param outcome what the decision came to
     * @param changed the conditions that say something else now, Ready first; at least one
     */
    record Transition(Subject subject, Outcome outcome, List<Condition> changed) {

        /** Whether a condition does not hold on an object that stays as it is until somebody acts. */
        public boolean isWarning(Condition condition) {
            return outcome instanceof Outcome.Reject && condition.status() != Status.True;
        }
    }

    /** Tells of it. What goes wrong with that is the announcer's own: it throws nothing. */
    void announce(Transition transition);
}
