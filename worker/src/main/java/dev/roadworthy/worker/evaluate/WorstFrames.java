package dev.roadworthy.worker.evaluate;

import dev.roadworthy.worker.stage.StagedFrame;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the frames with the lowest mean IoU; of equal ones those whose ids come first. Used by one thread. */
final class WorstFrames {

    /** How many are kept. */
    static final int KEPT = 12;

    /**
     * A frame, what the model saw in it, and how well.
     *
     * @param meanIoU over the classes of this frame alone
     */
    record Seen(StagedFrame frame, Looked looked, double meanIoU) {}

    private static final Comparator<Seen> WORST_FIRST = Comparator.comparingDouble(Seen::meanIoU)
            .thenComparing(seen -> seen.frame().row().frame());

    private final PriorityQueue<Seen> kept = new PriorityQueue<>(WORST_FIRST.reversed());

    /** A frame without a class in mask or prediction has no mean, and is not shown. */
    void offer(Seen seen) {
        if (Double.isNaN(seen.meanIoU())) {
            return;
        }
        kept.add(seen);
        if (kept.size() > KEPT) {
            kept.remove();
        }
    }

    List<Seen> worstFirst() {
        return kept.stream().sorted(WORST_FIRST).toList();
    }
}
