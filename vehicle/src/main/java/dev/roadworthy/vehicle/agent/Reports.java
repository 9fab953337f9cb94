package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.ddi.Cancellation;
import dev.roadworthy.vehicle.ddi.Ddi;
import dev.roadworthy.vehicle.ddi.Feedback;
import dev.roadworthy.vehicle.ddi.Feedback.Execution;
import dev.roadworthy.vehicle.ddi.Feedback.Finished;
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
import java.util.Locale;
import java.util.Map;
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
    private Map<String, String> lastReport = Map.of();

    Reports(Ddi ddi, Profile profile, Logbook logbook, Drive drive) {
        this.ddi = ddi;
        this.profile = profile;
        this.logbook = logbook;
        this.drive = drive;
    }

    /**
     * Tells what the vehicle is, what it runs and how fast, where it runs something else than before or is asked for it.
     *
     * @param asked by the bridge
     */
    void attributes(boolean asked) throws IOException {
        Map<String, String> attributes = identity();
        if (asked || !attributes.equals(told)) {
            Map<String, String> report = new TreeMap<>(attributes);
            latencies(report);
            ddi.configData(report);
            told = attributes;
            lastReport = report;
        }
    }

    /** What the bridge was told last; empty before that. */
    Map<String, String> lastReport() {
        return Map.copyOf(lastReport);
    }

    private Map<String, String> identity() {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("line", profile.line());
        attributes.put("hardware", profile.hardware());
        attributes.put("onnxRuntime", profile.onnxRuntime().toString());
        attributes.put("latency", profile.latency());
        attributes.put("counter", logbook.state().highest().toString());
        attributes.put("floor", logbook.state().floor().toString());
        Installed running = logbook.state().running();
        if (running != null) {
            attributes.put("running", running.digest().value());
            attributes.put("version", running.version());
        }
        return attributes;
    }

    // Of the inferences since the last report: the bridge judges a release by how fast it is now.
    private void latencies(Map<String, String> report) {
        Latencies latencies = drive.takeLatencies();
        if (latencies.count() > 0) {
            report.put("inferences", Integer.toString(latencies.count()));
            report.put("latencyMsP50", milliseconds(latencies.percentileMs(50)));
            report.put("latencyMsP95", milliseconds(latencies.percentileMs(95)));
        }
    }

    private static String milliseconds(double latency) {
        return String.format(Locale.ROOT, "%.3f", latency);
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
}
