package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.MetricReport.Timing;
import dev.roadworthy.worker.model.ModelFaultException;
import dev.roadworthy.worker.model.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Measures how fast a model is.
 *
 * @param clock nanoseconds, as {@link System#nanoTime}
 */
record Stopwatch(LongSupplier clock) {

    private static final int WARM_UPS = 5;
    private static final int INFERENCES = 50;
    private static final double NANOS_PER_MS = 1e6;
    private static final Path STATUS = Path.of("/proc/self/status");

    /**
     * Runs the model on a single frame, again and again, with the input that it has already.
     *
     * @param framesPerSecond of the evaluation
     */
    Timing time(StoredModel model, double framesPerSecond) throws ModelFaultException, IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            model.again();
        }
        double[] milliseconds = new double[INFERENCES];
        for (int i = 0; i < INFERENCES; i++) {
            long start = clock.getAsLong();
            model.again();
            milliseconds[i] = (clock.getAsLong() - start) / NANOS_PER_MS;
        }
        return new Timing(
                Bootstrap.percentileOf(milliseconds, 0.5),
                Bootstrap.percentileOf(milliseconds, 0.95),
                framesPerSecond,
                peakMemoryMiB());
    }

    /** The kernel's own high-water mark of resident memory; 0 where the kernel is another. */
    private static long peakMemoryMiB() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
