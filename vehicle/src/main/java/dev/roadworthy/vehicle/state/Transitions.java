package dev.roadworthy.vehicle.state;

import java.util.EnumMap;
import java.util.Map;

/** The state machine of an installation, as a table. */
public final class Transitions {

    private static final Map<Stage, Map<Event, Stage>> TABLE = new EnumMap<>(Map.of(
            Stage.IDLE,
            Map.of(
                    Event.ASSIGNED, Stage.DOWNLOADING,
                    Event.RETURN_ASSIGNED, Stage.STAGED,
                    Event.ALREADY_RUNNING, Stage.REPORTING,
                    Event.REFUSED, Stage.REPORTING,
                    Event.LEFT, Stage.REPORTING,
                    Event.CANCELLED, Stage.IDLE),
            Stage.DOWNLOADING,
            Map.of(
                    Event.VERIFIED, Stage.STAGED,
                    Event.RESTARTED, Stage.DOWNLOADING,
                    Event.DROPPED, Stage.IDLE,
                    Event.REFUSED, Stage.REPORTING,
                    Event.LEFT, Stage.REPORTING),
            Stage.STAGED,
            Map.of(
                    Event.SWITCHED, Stage.TRIAL,
                    Event.DROPPED, Stage.IDLE,
                    Event.REFUSED, Stage.REPORTING,
                    Event.LEFT, Stage.REPORTING),
            Stage.TRIAL,
            Map.of(
                    Event.RESTARTED, Stage.TRIAL,
                    Event.HEALTHY, Stage.REPORTING,
                    Event.REVERTED, Stage.REPORTING),
            Stage.REPORTING,
            Map.of(
                    Event.REPORTED, Stage.IDLE,
                    Event.LEFT, Stage.REPORTING,
                    Event.CANCELLED, Stage.IDLE)));

    private Transitions() {}

    /** What can happen in each state, and where it leads. */
    public static Map<Stage, Map<Event, Stage>> table() {
        return Map.copyOf(TABLE);
    }

    /**
     * Where an event leads.
     *
     * @throws IllegalStateException where it cannot happen in this state
     */
    public static Stage next(Stage stage, Event event) {
        Stage next = TABLE.getOrDefault(stage, Map.of()).get(event);
        if (next == null) {
            throw new IllegalStateException("%s cannot happen in %s".formatted(event, stage));
        }
        return next;
    }
}
