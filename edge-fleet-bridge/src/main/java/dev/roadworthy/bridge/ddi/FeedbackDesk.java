package dev.roadworthy.bridge.ddi;

import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import dev.roadworthy.bridge.store.Actions;
import dev.roadworthy.bridge.store.Actions.Action;
import dev.roadworthy.bridge.store.Actions.End;
import dev.roadworthy.bridge.store.Actions.Feedback;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Session;
import dev.roadworthy.bridge.store.Vehicles;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what vehicles say about actions. It comes late, twice, or never. */
public final class FeedbackDesk {

    private static final Set<String> EXECUTIONS =
            Set.of("closed", "proceeding", "canceled", "scheduled", "rejected", "resumed", "download", "downloaded");
    private static final Set<String> FINISHED = Set.of("success", "failure", "none");
    private static final int MOST_DETAILS = 50;
    private static final int LONGEST_DETAIL = 1000;

    private final Database database;
    private final InstantSource clock;

    public FeedbackDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a vehicle hears. */
    enum Answer {
        TAKEN,
        /** The action has ended. */
        GONE,
        UNKNOWN
    }

    /**
     * Takes a document.
     *
     * @param cancel whether it is about the action's cancellation
     * @throws ProblemException where it cannot be meant
     */
    static Feedback read(Ddi.FeedbackBody body, boolean cancel) {
        Ddi.Status status = body.status();
        if (status == null) {
            throw invalid("the feedback has no status", "status", "say status.execution");
        }
        String finished = status.result() == null ? null : status.result().finished();
        List<String> details = Objects.requireNonNullElse(status.details(), List.<String>of()).stream()
                .filter(Objects::nonNull)
                .limit(MOST_DETAILS)
                .map(detail -> detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)))
                // PostgreSQL keeps every character but this one.
                .map(detail -> detail.replace('\0', ' '))
                .toList();
        return new Feedback(
                one(EXECUTIONS, status.execution(), "status.execution"),
                one(FINISHED, finished == null ? "none" : finished, "status.result.finished"),
                cancel,
                details);
    }

    private static String one(Set<String> known, @Nullable String word, String member) {
        if (word == null || !known.contains(word)) {
            throw invalid(
                    "'%.40s' is no word of the protocol".formatted(word),
                    member,
                    "use one of %s".formatted(known.stream().sorted().toList()));
        }
        return word;
    }

    private static ProblemException invalid(String what, String where, String fix) {
        return new ProblemException(Reason.INVALID_BODY, what, where, fix);
    }

    /** Takes a feedback. */
    Answer take(String vehicle, long id, Feedback feedback) {
        Instant now = clock.instant();
        return database.transaction(session -> {
            Vehicles.lock(session, vehicle);
            Optional<Action> action = Actions.find(session, vehicle, id);
            if (action.isEmpty()) {
                return Answer.UNKNOWN;
            }
            if (action.get().end() != null && !isReturn(action.get(), feedback)) {
                return Actions.said(session, id, feedback) ? Answer.TAKEN : Answer.GONE;
            }
            if (feedback.cancel() && !action.get().cancelling()) {
                return Answer.UNKNOWN;
            }
            Actions.add(session, id, feedback, now);
            if (feedback.cancel()) {
                takeCancel(session, id, feedback, now);
            } else {
                takeDeployment(session, id, feedback, now);
            }
            return Answer.TAKEN;
        });
    }

    /** Whether it answers the word to go back from what the action brought. */
    private static boolean isReturn(Action action, Feedback feedback) {
        return feedback.cancel() && action.cancelling() && action.end() != End.CANCELLED;
    }

    private static void takeCancel(Session session, long id, Feedback feedback, Instant now) throws SQLException {
        if (feedback.execution().equals("closed") || feedback.execution().equals("canceled")) {
            Actions.close(session, id, End.CANCELLED, now);
        }
    }

    private static void takeDeployment(Session session, long id, Feedback feedback, Instant now) throws SQLException {
        boolean success = feedback.finished().equals("success");
        switch (feedback.execution()) {
            case "closed" ->
                Actions.close(session, id, feedback.finished().equals("failure") ? End.FAILED : End.SUCCEEDED, now);
            case "proceeding" -> {
                // Said by a client that has installed, and says the last word after a restart.
                if (success) {
                    Actions.installed(session, id, now);
                }
            }
            default -> {}
        }
    }
}
