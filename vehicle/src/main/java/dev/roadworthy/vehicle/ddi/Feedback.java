package dev.roadworthy.vehicle.ddi;

import java.util.List;

/**
 * How an action goes.
 *
 * @param execution see there
 * @param finished see there
 * @param details lines for people; those of the form {@code name=value} also for the bridge
 */
public record Feedback(Execution execution, Finished finished, List<String> details) {

    /** Where the action stands, in DDI's words. */
    public enum Execution {
        DOWNLOAD,
        DOWNLOADED,
        PROCEEDING,
        CLOSED
    }

    /** How it ended, in DDI's words. */
    public enum Finished {
        NONE,
        SUCCESS,
        FAILURE
    }

    public Feedback {
        details = List.copyOf(details);
    }

    /** The action goes on. */
    public static Feedback going(Execution execution, String... details) {
        return new Feedback(execution, Finished.NONE, List.of(details));
    }
}
