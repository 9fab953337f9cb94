package dev.roadworthy.vehicle.agent;

import dev.roadworthy.vehicle.inference.Drive;
import dev.roadworthy.vehicle.inference.Latencies;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.state.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Some frames in a row, and whether the model was up to them. */
final class Inspection {

    private final Drive drive;
    private final TrialRules rules;

    Inspection(Drive drive, TrialRules rules) {
        this.drive = drive;
        this.rules = rules;
    }

    /**
     * Looks at the frames with what the drive has.
     *
     * @param tooSlow the code of a failure by latency
     */
    Outcome run(FaultCode tooSlow) throws IOException {
        Latencies latencies = new Latencies();
        try {
            for (int i = 0; i < rules.inferences(); i++) {
                latencies.add(drive.look());
                pause();
            }
        } catch (ModelFaultException e) {
            return InstallationFailedException.outcome(e);
        }
        double p95 = latencies.percentileMs(95);
        return p95 > rules.p95LimitMs()
                ? Outcome.failure(
                        tooSlow.name(),
                        "19 of 20 of %d inferences took at most %.1f ms; the limit is %.1f"
                                .formatted(rules.inferences(), p95, rules.p95LimitMs()))
                : Outcome.success("%d inferences, p95 %.1f ms".formatted(rules.inferences(), p95));
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(rules.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("stopped between two frames").initCause(e);
        }
    }
}
