package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.ddi.Cancellation;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.ddi.Deployment;
import dev.roadworthy.vehicle.ddi.Feedback;
import dev.roadworthy.vehicle.ddi.Feedback.Execution;
import dev.roadworthy.vehicle.ddi.Poll;
import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.state.Assignment;
import dev.roadworthy.vehicle.state.Event;
import dev.roadworthy.vehicle.state.FreeSpace;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.Outcome;
import dev.roadworthy.vehicle.state.Phase;
import dev.roadworthy.vehicle.state.StateDirectory;
import dev.roadworthy.vehicle.state.VehicleState;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vehicle's agent. Holds nothing that its {@link StateDirectory} does not: it may be thrown away at any moment, and
 * another one started on the same directory goes on.
 */
public final class Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** How often a vehicle polls while an action is open, whatever the bridge says; what DDI's other clients do. */
    static final Duration BUSY = Duration.ofSeconds(5);

    private final Ddi ddi;
    private final Profile profile;
    private final StateDirectory directory;
    private final Logbook logbook;
    private final Installation installation;
    private final Watch watch;
    private final Trial trial;
    private final Reports reports;

    /**
     * An agent over a directory, not started yet.
     *
     * @param space on the file system of the directory
     */
    public Agent(Ddi ddi, Profile profile, StateDirectory directory, Drive drive, Clock clock, FreeSpace space)
            throws IOException {
        this.ddi = ddi;
        this.profile = profile;
        this.directory = directory;
        this.logbook = new Logbook(directory, clock);
        this.installation = new Installation(directory, logbook, profile, drive, space);
        Inspection inspection = new Inspection(drive, profile.trial());
        this.watch = new Watch(
                directory,
                logbook,
                installation,
                inspection,
                drive,
                profile.trial().patience());
        this.trial = new Trial(directory, logbook, inspection, watch, drive);
        this.reports = new Reports(ddi, profile, logbook, drive);
    }

    /** What the vehicle knows. */
    public VehicleState state() {
        return logbook.state();
    }

    /** The attributes that the bridge was told last, by this agent; empty before that. */
    public Map<String, String> lastReport() {
        return reports.lastReport();
    }

    /** Brings the disk to where the state says it is, after whatever ended the agent before. Needs no bridge. */
    public void start() throws IOException {
        int maxStarts = profile.trial().maxStarts();
        directory.follow(logbook.state());
        directory.sweep(logbook.state());
        switch (logbook.phase()) {
            case Phase.Downloading(Assignment assignment, int starts)
            when starts >= maxStarts ->
                logbook.end(
                        Event.REFUSED,
                        assignment.action(),
                        Outcome.failure(FaultCode.INSTALL_RESTARTS.name(), "begun anew %d times".formatted(starts)));
            case Phase.Downloading(Assignment assignment, int starts) ->
                logbook.note(Event.RESTARTED, new Phase.Downloading(assignment, starts + 1));
            case Phase.Trial open
            when open.starts() >= maxStarts ->
                trial.revert(
                        open,
                        Outcome.failure(
                                FaultCode.TRIAL_RESTARTS.name(), "begun anew %d times".formatted(open.starts())));
            case Phase.Trial open ->
                logbook.note(
                        Event.RESTARTED,
                        new Phase.Trial(open.assignment(), open.candidate(), open.previous(), open.starts() + 1));
            case Phase.Idle _, Phase.Staged _, Phase.Reporting _ -> {}
        }
        if (!(logbook.phase() instanceof Phase.Trial)) {
            watch.resume();
        }
    }

    /**
     * Polls once, and does what there is to do.
     *
     * @return how long to wait before the next poll
     * @throws IOException where the bridge or the disk failed; the next poll goes on where this one stopped
     */
    public Duration poll() throws IOException {
        if (logbook.phase() instanceof Phase.Trial open) {
            trial.run(open);
        } else {
            watch.look();
        }
        Poll poll = ddi.poll();
        reports.attributes(poll.configData());
        if (poll.cancellation().isPresent()) {
            cancel(poll.cancellation().get());
        } else if (logbook.phase() instanceof Phase.Reporting ended) {
            reports.end(ended);
        } else if (poll.deployment().isPresent()) {
            deploy(poll.deployment().get());
        } else {
            drop("the bridge has withdrawn it");
        }
        boolean busy =
                !(logbook.phase() instanceof Phase.Idle) || poll.deployment().isPresent();
        return busy && poll.sleep().compareTo(BUSY) > 0 ? BUSY : poll.sleep();
    }

    private void cancel(URI href) throws IOException {
        Optional<Cancellation> cancellation = ddi.cancellation(href);
        if (cancellation.isEmpty()) {
            return;
        }
        String stopped = cancellation.get().stops();
        if (open().map(Assignment::action).filter(stopped::equals).isPresent()) {
            drop("the bridge has cancelled it");
        } else if (stopped.equals(logbook.state().broughtBy()) && mayGoBack(stopped)) {
            watch.cancel();
        }
        if (logbook.phase() instanceof Phase.Reporting ended) {
            // A failure counts for more than a cancellation, which closes the action for the bridge.
            reports.end(ended);
        }
        reports.cancelled(cancellation.get());
    }

    // What is being installed instead, or has failed and is not told yet, goes on.
    private boolean mayGoBack(String action) {
        return switch (logbook.phase()) {
            case Phase.Idle _ -> true;
            case Phase.Reporting ended -> ended.action().equals(action);
            case Phase.Downloading _, Phase.Staged _, Phase.Trial _ -> false;
        };
    }

    private void deploy(URI href) throws IOException {
        Optional<Deployment> deployment = ddi.deployment(href);
        if (deployment.isEmpty()) {
            drop("the bridge does not know it any more");
            return;
        }
        Deployment wanted = deployment.get();
        if (!open().map(Agent::key).equals(wanted.assignment().map(Agent::key))) {
            drop("the bridge wants the action %s instead".formatted(wanted.action()));
        }
        if (logbook.phase() instanceof Phase.Idle) {
            consider(wanted);
        }
        switch (logbook.phase()) {
            case Phase.Downloading _
            when wanted.mayDownload() -> fetch(href, wanted.assignment().orElseThrow());
            case Phase.Staged staged when wanted.maySwitch() -> install(staged);
            case Phase.Idle _, Phase.Downloading _, Phase.Staged _, Phase.Trial _, Phase.Reporting _ -> {}
        }
        if (logbook.phase() instanceof Phase.Reporting ended) {
            reports.end(ended);
        }
    }

    private void consider(Deployment wanted) throws IOException {
        if (wanted.assignment().isEmpty()) {
            logbook.end(
                    Event.REFUSED,
                    wanted.action(),
                    Outcome.failure(FaultCode.MALFORMED_DEPLOYMENT.name(), wanted.fault()));
            return;
        }
        Assignment assignment = wanted.assignment().get();
        if (logbook.running().filter(assignment.bundle()::equals).isPresent()) {
            logbook.end(Event.ALREADY_RUNNING, assignment.action(), Outcome.success("it ran already"));
            return;
        }
        if (!wanted.mayDownload()) {
            return;
        }
        Optional<Installed> kept = installation.returnTo(assignment.bundle());
        if (kept.isEmpty()) {
            logbook.note(Event.ASSIGNED, new Phase.Downloading(assignment, 0));
            return;
        }
        try {
            installation.prove(kept.get());
            logbook.note(Event.RETURN_ASSIGNED, new Phase.Staged(assignment, kept.get()));
        } catch (InstallationFailedException e) {
            logbook.end(Event.REFUSED, assignment.action(), e.outcome());
        }
    }

    private void fetch(URI href, Assignment assignment) throws IOException {
        reports.going(assignment, Feedback.going(Execution.DOWNLOAD));
        try {
            Installed candidate = installation.fetch(ddi, assignment, new News(ddi, href));
            logbook.note(Event.VERIFIED, new Phase.Staged(assignment, candidate));
            reports.going(assignment, Feedback.going(Execution.DOWNLOADED));
        } catch (InstallationFailedException e) {
            logbook.end(Event.REFUSED, assignment.action(), e.outcome());
        }
    }

    private void install(Phase.Staged staged) throws IOException {
        try {
            installation.judgeAgain(staged.candidate());
        } catch (InstallationFailedException e) {
            logbook.end(Event.REFUSED, staged.assignment().action(), e.outcome());
            return;
        }
        trial.begin(staged);
        reports.going(staged.assignment(), Feedback.going(Execution.PROCEEDING, "on trial"));
        if (logbook.phase() instanceof Phase.Trial begun) {
            trial.run(begun);
        }
    }

    private void drop(String why) throws IOException {
        Optional<Assignment> open = open();
        if (open.isPresent()) {
            LOG.info("action={} dropped: {}", open.get().action(), why);
            logbook.note(Event.DROPPED, new Phase.Idle());
        }
    }

    /** What is being installed and can still be dropped. */
    private Optional<Assignment> open() {
        return switch (logbook.phase()) {
            case Phase.Downloading downloading -> Optional.of(downloading.assignment());
            case Phase.Staged staged -> Optional.of(staged.assignment());
            case Phase.Idle _, Phase.Trial _, Phase.Reporting _ -> Optional.empty();
        };
    }

    // The address is no part of it: a presigned one is another one at each time.
    private static String key(Assignment assignment) {
        return assignment.action() + " " + assignment.bundle();
    }
}
