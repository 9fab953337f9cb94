package dev.roadworthy.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the step {@code index} is asked to do: all that can change its result, and nothing else. Limits are not part of
 * it: the step measures, the operator compares.
 *
 * @param format {@value #FORMAT}; raised when the same request would give another result
 * @param source where the recordings lie; null where all rows come from earlier datasets
 * @param classes names of the classes; class {@code i} has the value {@code i + 1} in a canonical mask
 * @param labelValues what the values of the source's masks mean: a decimal of 0 to 255 → a class, {@link #BACKGROUND} or
 *     {@link #IGNORE}; empty for canonical masks
 * @param split how rides are divided
 * @param slices named parts of the data
 * @param sensors which sensors a frame of the source needs
 * @param earlier what was made before and is taken in; null where nothing is
 */
public record IndexRequest(
        int format,
        @Nullable Source source,
        List<String> classes,
        Map<String, String> labelValues,
        Split split,
        List<Slice> slices,
        Sensors sensors,
        @Nullable Earlier earlier) {

    public static final int FORMAT = 2;

    /** A request of recordings alone. */
    public IndexRequest(
            int format,
            Source source,
            List<String> classes,
            Map<String, String> labelValues,
            Split split,
            List<Slice> slices,
            Sensors sensors) {
        this(format, source, classes, labelValues, split, slices, sensors, null);
    }

    /** The meaning of a mask value that is no class; 0 in a canonical mask. */
    public static final String BACKGROUND = "background";

    /** The meaning of a mask value that neither trains nor counts; 255 in a canonical mask. */
    public static final String IGNORE = "ignore";

    /**
     * Where recordings lie.
     *
     * @param uri {@code s3://bucket/prefix/}
     * @param layout how the objects below are named
     * @param ridePattern for {@link Layout#LabelledFrames}: a regular expression whose first match in a frame's path is
     *     its ride
     */
    public record Source(
            String uri, Layout layout, @Nullable String ridePattern) {}

    /** How recordings are laid out under their prefix. */
    public enum Layout {
        /** A folder a ride: {@code ride.json}, {@code camera/}, {@code labels/}, {@code imu.csv}, {@code gps.csv}. */
        RideLog,
        /** {@code frames/} and {@code labels/} with equal paths, and optionally {@code attributes.csv}. */
        LabelledFrames
    }

    /**
     * A ride's split is a hash of {@code (seed, ride)}, so that more rides never move a ride.
     *
     * @param train percent of the rides, as the other two; together 100
     */
    public record Split(long seed, int train, int validation, int test) {}

    /**
     * A named part of the data.
     *
     * @param name unique in the Dataset
     * @param where an SQL predicate over the columns of the index
     */
    public record Slice(String name, String where) {}

    /** Sensors that a frame needs; null for one that it does not. */
    public record Sensors(@Nullable Sensor imu, @Nullable Sensor gps) {}

    /**
     * What a sensor's stream must give.
     *
     * @param minRateHz samples a second that a ride's stream has at least, as the median over the ride
     * @param maxSkewMs milliseconds between a frame and the nearest sample at most
     */
    public record Sensor(int minRateHz, int maxSkewMs) {}

    /**
     * What was made before and is taken in. The order of neither list changes a dataset's digest.
     *
     * @param datasets whose rows are united with those of the source; their images are not read again
     * @param labels whose masks are given to frames without one
     */
    public record Earlier(List<Part> datasets, List<Labels> labels) {}

    /**
     * A dataset whose rows are taken in.
     *
     * @param name for messages
     * @param digest that its rows must have
     * @param manifest the {@link DatasetManifest} of that digest
     */
    public record Part(String name, Digest digest, ArtifactRef manifest) {}

    /**
     * Labels that are taken in.
     *
     * @param name for messages
     * @param snapshot a {@link LabelSnapshot}
     */
    public record Labels(String name, ArtifactRef snapshot) {}
}
