package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.state.Event;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.Outcome;
import dev.roadworthy.vehicle.state.Phase;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The committed release at work. Whether a vehicle leaves it, is the vehicle's own decision and needs no bridge; where to,
 * is always its own previous release.
 */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final StateDirectory directory;
    private final Logbook logbook;
    private final Installation installation;
    private final Inspection inspection;
    private final Drive drive;
    private final int patience;
    private int failures;

    Watch(
            StateDirectory directory,
            Logbook logbook,
            Installation installation,
            Inspection inspection,
            Drive drive,
            int patience) {
        this.directory = directory;
        this.logbook = logbook;
        this.installation = installation;
        this.inspection = inspection;
        this.drive = drive;
        this.patience = patience;
    }

    /** Lets the vehicle run what is committed. One that does not open any more is left at once. */
    void resume() throws IOException {
        failures = 0;
        Installed committed = logbook.state().committed();
        if (committed == null) {
            drive.stand();
            return;
        }
        try {
            drive.change(directory.release(committed.digest()));
        } catch (ModelFaultException e) {
            if (!leave(InstallationFailedException.outcome(e))) {
                throw new IOException(
                        "%s does not open any more, and there is no release to go back to: %s. Provision the vehicle anew."
                                .formatted(directory.release(committed.digest()), e.getMessage()),
                        e);
            }
        }
    }

    /** Looks at some frames, and leaves the release when that failed too often in a row. */
    void look() throws IOException {
        if (logbook.state().committed() == null) {
            return;
        }
        Outcome outcome = inspection.run(FaultCode.WORK_TOO_SLOW);
        failures = outcome.succeeded() ? 0 : failures + 1;
        if (failures > 0) {
            LOG.warn("failed {} of {} times: code={} {}", failures, patience, outcome.code(), outcome.message());
        }
        if (failures >= patience) {
            leave(outcome);
        }
    }

    /** Goes back because the bridge cancelled what brought the release. */
    boolean cancel() throws IOException {
        return isReady() && back(Event.CANCELLED, new Phase.Idle());
    }

    private boolean leave(Outcome why) throws IOException {
        String action = logbook.state().broughtBy();
        return action != null && isReady() && back(Event.LEFT, new Phase.Reporting(action, why));
    }

    /** Whether the own previous release is there, byte for byte, and passes its golden inference. */
    private boolean isReady() throws IOException {
        Optional<Installed> previous = installation.previous();
        if (previous.isEmpty()) {
            LOG.warn("there is no release to go back to");
            return false;
        }
        try {
            installation.prove(previous.get());
            return true;
        } catch (InstallationFailedException e) {
            LOG.warn("the release to go back to is of no use: {}", e.getMessage());
            return false;
        }
    }

    private boolean back(Event event, Phase next) throws IOException {
        logbook.note(event, logbook.state().returning(), next);
        resume();
        return true;
    }
}
