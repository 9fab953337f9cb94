package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.state.Event;
import dev.roadworthy.vehicle.state.Outcome;
import dev.roadworthy.vehicle.state.Phase;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.IOException;

/** The switch to a release, and its first inferences at work. Needs no bridge: it ends in a commit or a revert by itself. */
final class Trial {

    private final StateDirectory directory;
    private final Logbook logbook;
    private final Inspection inspection;
    private final Watch watch;
    private final Drive drive;

    Trial(StateDirectory directory, Logbook logbook, Inspection inspection, Watch watch, Drive drive) {
        this.directory = directory;
        this.logbook = logbook;
        this.inspection = inspection;
        this.watch = watch;
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
        Outcome outcome = tried(trial);
        if (outcome.succeeded()) {
            logbook.note(
                    Event.HEALTHY,
                    logbook.state().committing(trial),
                    new Phase.Reporting(trial.assignment().action(), outcome));
        } else {
            revert(trial, outcome);
        }
    }

    private Outcome tried(Phase.Trial trial) throws IOException {
        try {
            drive.change(directory.release(trial.candidate().digest()));
        } catch (ModelFaultException e) {
            return InstallationFailedException.outcome(e);
        }
        return inspection.run(FaultCode.TRIAL_TOO_SLOW);
    }

    /** Goes back to what ran before; {@code current} follows before anybody hears of it. */
    void revert(Phase.Trial trial, Outcome outcome) throws IOException {
        logbook.end(Event.REVERTED, trial.assignment().action(), outcome);
        watch.resume();
    }
}
