package dev.roadworthy.worker.evaluate;

import dev.roadworthy.worker.index.Images;
import dev.roadworthy.worker.model.ModelFaultException;
import dev.roadworthy.worker.model.Scores;
import dev.roadworthy.worker.model.StoredModel;
import dev.roadworthy.worker.stage.StagedFrame;
import dev.roadworthy.worker.step.StepException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows frames to the model, and the same frames to the baseline, and counts. Holds one batch of frames, a confusion a
 * ride and slice, and the worst frames' predictions, however many frames there are. Used by one thread.
 */
final class Examination {

    /** Frames that a network is shown at once. */
    static final int BATCH = 8;

    private final StoredModel model;
    private final @Nullable StoredModel baseline;
    private final int channels;
    private final Tally split = new Tally();
    private final Map<String, Tally> slices = new LinkedHashMap<>();
    private final WorstFrames worst = new WorstFrames();
    private final List<StagedFrame> waiting = new ArrayList<>();

    Examination(StoredModel model, @Nullable StoredModel baseline, List<String> sliceNames) {
        this.model = model;
        this.baseline = baseline;
        this.channels = model.classes().size();
        sliceNames.forEach(name -> slices.put(name, new Tally()));
    }

    /** Takes a labelled frame; it is looked at when a batch is full. */
    void add(StagedFrame frame) throws StepException, IOException {
        waiting.add(frame);
        if (waiting.size() == BATCH) {
            finish();
        }
    }

    /** Looks at what still waits. */
    void finish() throws StepException, IOException {
        if (waiting.isEmpty()) {
            return;
        }
        List<BufferedImage> images = new ArrayList<>();
        for (StagedFrame frame : waiting) {
            images.add(decode(frame.image()));
        }
        List<Looked> ofModel = look(model, images);
        @Nullable List<Looked> ofBaseline = baseline == null ? null : look(baseline, images);
        for (int i = 0; i < waiting.size(); i++) {
            count(waiting.get(i), ofModel.get(i), ofBaseline == null ? null : ofBaseline.get(i));
        }
        waiting.clear();
    }

    private void count(StagedFrame frame, Looked ofModel, @Nullable Looked ofBaseline) throws IOException {
        BufferedImage mask = decode(Objects.requireNonNull(frame.label(), "a frame without a mask"));
        Confusion confusion = ofModel.compare(mask.getRaster(), channels);
        @Nullable Confusion other = ofBaseline == null ? null : ofBaseline.compare(mask.getRaster(), channels);
        String ride = frame.row().ride();
        split.add(ride, confusion, other);
        slices.forEach((name, tally) -> {
            if (frame.row().slices().contains(name)) {
                tally.add(ride, confusion, other);
            }
        });
        worst.offer(new WorstFrames.Seen(frame, ofModel, new Measure.MeanIoU().of(Counts.of(confusion))));
    }

    private List<Looked> look(StoredModel network, List<BufferedImage> images) throws StepException {
        int frame = 0;
        try {
            Scores scores = network.look(images);
            List<Looked> looked = new ArrayList<>();
            for (; frame < images.size(); frame++) {
                looked.add(new Looked(scores.classes(frame), scores.width(), scores.height()));
            }
            return looked;
        } catch (ModelFaultException e) {
            String role = network == model ? "model" : "baseline";
            String name = waiting.get(frame).row().frame();
            throw e.part() == ModelFaultException.Part.NOT_FINITE
                    ? StepException.rejected(
                            EvaluateRejection.NotFinite,
                            "the %s fails on the frame %s: %s; correct its training"
                                    .formatted(role, name, e.getMessage()))
                    : StepException.rejected(
                            EvaluateRejection.ModelInvalid,
                            "the %s fails on the frame %s or one of its batch: %s; train it again"
                                    .formatted(role, name, e.getMessage()));
        }
    }

    // Verified bytes that the index step decoded once already.
    static BufferedImage decode(Path file) throws IOException {
        try {
            return Images.decode(Files.readAllBytes(file));
        } catch (Images.UndecodableException e) {
            throw new IllegalStateException("%s was indexed, and is %s".formatted(file.getFileName(), e.what()), e);
        }
    }

    Tally split() {
        return split;
    }

    /** The tallies of the slices, in the order of their names in the request. */
    Map<String, Tally> slices() {
        return slices;
    }

    List<WorstFrames.Seen> worstFirst() {
        return worst.worstFirst();
    }
}
