package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.state.Event;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.Outcome;
import dev.roadworthy.vehicle.state.Phase;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** The switch to a release, and its first inferences at work. Needs no bridge: it ends in a commit or a revert by itself. */
final class Trial {

    private final StateDirectory directory;
    private final Logbook logbook;
    private final TrialRules rules;
    private final Drive drive;

    Trial(StateDirectory directory, Logbook logbook, TrialRules rules, Drive drive) {
        this.directory = directory;
        this.logbook = logbook;
        this.rules = rules;
        this.drive = drive;
    }

    /** Lets {@code current} lead to the candidate. */
    void begin(Phase.Staged staged) throws IOException {
        logbook.note(
                Event.SWITCHED,
                new Phase.Trial(
                        staged.assignment(), staged.candidate(), logbook.state().committed(), 0));
    }

    /** Runs the candidate, and commits it or reverts. */
    void run(Phase.Trial trial) throws IOException {
        Installed candidate = trial.candidate();
        try {
            drive.change(directory.release(candidate.digest()));
            for (int i = 0; i < rules.inferences(); i++) {
                drive.look();
                pause();
            }
        } catch (ModelFaultException e) {
            revert(trial, InstallationFailedException.outcome(e));
            return;
        }
        double p95 = drive.p95Ms();
        if (p95 > rules.p95LimitMs()) {
            revert(
                    trial,
                    Outcome.failure(
                            FaultCode.TRIAL_TOO_SLOW.name(),
                            "19 of 20 of %d inferences took at most %.1f ms; the limit is %.1f"
                                    .formatted(rules.inferences(), p95, rules.p95LimitMs())));
            return;
        }
        logbook.note(
                Event.HEALTHY,
                logbook.state().committing(candidate, trial.previous()),
                new Phase.Reporting(
                        trial.assignment().action(),
                        Outcome.success("%d inferences, p95 %.1f ms".formatted(rules.inferences(), p95))));
    }

    /** Goes back to what ran before; {@code current} follows before anybody hears of it. */
    void revert(Phase.Trial trial, Outcome outcome) throws IOException {
        logbook.end(Event.REVERTED, trial.assignment().action(), outcome);
        runCommitted();
    }

    /** Lets the vehicle run what is committed. */
    void runCommitted() throws IOException {
        @Nullable Installed committed = logbook.state().committed();
        try {
            drive.change(committed == null ? null : directory.release(committed.digest()));
        } catch (ModelFaultException e) {
            throw new IOException("the committed release does not open any more: " + e.getMessage(), e);
        }
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(rules.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("stopped in a trial").initCause(e);
        }
    }
}
