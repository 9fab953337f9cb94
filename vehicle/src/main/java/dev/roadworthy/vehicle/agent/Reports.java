package dev.roadworthy.vehicle.agent;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.ddi.Cancellation;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.ddi.Feedback;
import dev.roadworthy.vehicle.ddi.Feedback.Execution;
import dev.roadworthy.vehicle.ddi.Feedback.Finished;
import dev.roadworthy.vehicle.ddi.Telemetry;
import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.Latencies;
import dev.roadworthy.vehicle.state.Assignment;
import dev.roadworthy.vehicle.state.Event;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.Outcome;
import dev.roadworthy.vehicle.state.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the vehicle tells the bridge. Only the end of an action has to arrive; everything else may be lost. */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Ddi ddi;
    private final Profile profile;
    private final Logbook logbook;
    private final Drive drive;
    private Map<String, String> told = Map.of();

    Reports(Ddi ddi, Profile profile, Logbook logbook, Drive drive) {
        this.ddi = ddi;
        this.profile = profile;
        this.logbook = logbook;
        this.drive = drive;
    }

    /**
     * Tells what the vehicle is and what it runs, where that has changed or is asked for.
     *
     * @param asked by the bridge
     */
    void attributes(boolean asked) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("line", profile.line());
        attributes.put("hardware", profile.hardware());
        attributes.put("onnxRuntime", profile.onnxRuntime().toString());
        attributes.put("slowdown", Double.toString(profile.slowdown()));
        attributes.put("counter", logbook.state().highest().toString());
        attributes.put("floor", logbook.state().floor().toString());
        Installed running = logbook.state().running();
        if (running != null) {
            attributes.put("running", running.digest().value());
            attributes.put("version", running.version());
        }
        if (asked || !attributes.equals(told)) {
            ddi.configData(attributes);
            told = attributes;
        }
    }

    /** Tells how an action goes. */
    void going(Assignment assignment, Feedback feedback) {
        try {
            ddi.feedback(assignment.action(), feedback);
        } catch (IOException e) {
            LOG.info("the bridge did not hear that action {} goes on: {}", assignment.action(), e.getMessage());
        }
    }

    /** Tells how an action ended, as often as it takes. */
    void end(Phase.Reporting ended) throws IOException {
        ddi.feedback(ended.action(), closed(ended.outcome()));
        logbook.note(Event.REPORTED, new Phase.Idle());
    }

    private Feedback closed(Outcome outcome) {
        List<String> details = running();
        if (outcome.code() != null) {
            details.add("code=" + outcome.code());
        }
        details.add(outcome.message());
        return new Feedback(Execution.CLOSED, outcome.succeeded() ? Finished.SUCCESS : Finished.FAILURE, details);
    }

    /** Acknowledges a cancellation, which DDI's servers repeat until then. */
    void cancelled(Cancellation cancellation) throws IOException {
        ddi.cancelFeedback(cancellation.id(), new Feedback(Execution.CLOSED, Finished.SUCCESS, running()));
    }

    private List<String> running() {
        List<String> details = new ArrayList<>();
        logbook.running().ifPresent(digest -> details.add("running=" + digest));
        return details;
    }

    /** Reports the latencies since the last report, if something ran. */
    void telemetry() {
        Optional<Digest> running = logbook.running();
        if (running.isEmpty()) {
            return;
        }
        Latencies latencies = drive.takeLatencies();
        if (latencies.count() == 0) {
            return;
        }
        Telemetry.Latency latency =
                new Telemetry.Latency(latencies.count(), latencies.percentileMs(50), latencies.percentileMs(95));
        try {
            ddi.telemetry(
                    new Telemetry(running.get(), latency, null, logbook.now().toString()));
        } catch (IOException e) {
            LOG.info("the bridge did not hear of {} inferences: {}", latencies.count(), e.getMessage());
        }
    }
}
