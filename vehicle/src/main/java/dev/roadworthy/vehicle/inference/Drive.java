package dev.roadworthy.vehicle.inference;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The vehicle at its work: the current model on the frames of the camera, each inference measured. One thread may look
 * while another changes the model; a look is finished with the model with which it began.
 */
public final class Drive implements AutoCloseable {

    private final Models models;
    private final Frames frames;
    private final Duration limit;
    private @Nullable Model model;
    private @Nullable Path release;
    private Latencies latencies = new Latencies();

    /**
     * A vehicle that stands.
     *
     * @param limit after which one inference is ended
     */
    public Drive(Models models, Frames frames, Duration limit) {
        this.models = models;
        this.frames = frames;
        this.limit = limit;
    }

    /**
     * Changes to the model of a release. The old one is kept where the new one does not open.
     *
     * @param directory of the release
     */
    public synchronized void change(Path directory) throws ModelFaultException, IOException {
        if (directory.equals(release)) {
            return;
        }
        Model next = models.open(directory);
        stand();
        model = next;
        release = directory;
    }

    /**
     * Looks at the next frame.
     *
     * @return how long it took
     * @throws IllegalStateException where the vehicle stands still
     */
    public synchronized Duration look() throws ModelFaultException, IOException {
        if (model == null) {
            throw new IllegalStateException("there is no model to look with");
        }
        Duration took = measured(model, frames.next());
        latencies.add(took);
        return took;
    }

    /**
     * Looks once at the golden sample of a release that is not the current one.
     *
     * @return how long it took
     */
    public Duration tryOut(Path directory) throws ModelFaultException, IOException {
        BufferedImage sample = GoldenSample.of(directory);
        try (Model candidate = models.open(directory)) {
            return measured(candidate, sample);
        }
    }

    /** The latencies since the last call, or since the model was changed. */
    public synchronized Latencies takeLatencies() {
        Latencies taken = latencies;
        latencies = new Latencies();
        return taken;
    }

    private Duration measured(Model looking, BufferedImage frame) throws ModelFaultException {
        Duration took = looking.look(frame, limit);
        if (took.compareTo(limit) > 0) {
            throw new ModelFaultException(
                    ModelFaultException.Code.INFERENCE_TOO_SLOW,
                    "one inference took %d ms; %d are waited for".formatted(took.toMillis(), limit.toMillis()),
                    null);
        }
        return took;
    }

    /** Stands still, without a model. */
    public synchronized void stand() {
        if (model != null) {
            model.close();
            model = null;
        }
        release = null;
        latencies = new Latencies();
    }

    @Override
    public void close() {
        stand();
    }
}
