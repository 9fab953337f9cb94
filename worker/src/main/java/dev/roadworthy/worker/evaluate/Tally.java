package dev.roadworthy.worker.evaluate;

import dev.roadworthy.worker.evaluate.Bootstrap.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Confusions of a split or a slice, summed for each ride: what grows is rides, not frames. Used by one thread. */
final class Tally {

    private final SortedMap<String, Confusion> model = new TreeMap<>();
    private final SortedMap<String, Confusion> baseline = new TreeMap<>();
    private long frames;

    void add(String ride, Confusion ofModel, @Nullable Confusion ofBaseline) {
        frames++;
        add(model, ride, ofModel);
        if (ofBaseline != null) {
            add(baseline, ride, ofBaseline);
        }
    }

    private static void add(SortedMap<String, Confusion> rides, String ride, Confusion frame) {
        rides.computeIfAbsent(ride, _ -> new Confusion(frame.channels())).add(frame);
    }

    long frames() {
        return frames;
    }

    /** The rides by name, so that equal seeds draw equal rides. */
    List<Sample> rides() {
        List<Sample> rides = new ArrayList<>();
        model.forEach((ride, confusion) -> {
            Confusion other = baseline.get(ride);
            rides.add(new Sample(Counts.of(confusion), other == null ? null : Counts.of(other)));
        });
        return rides;
    }
}
