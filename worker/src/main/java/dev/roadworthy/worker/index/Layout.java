package dev.roadworthy.worker.index;

import dev.roadworthy.contract.IndexRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How recordings are named: what an object is, told from its path alone. */
sealed interface Layout {

    /** What an object is. */
    sealed interface Entry {

        /**
         * A frame.
         *
         * @param frame its id
         * @param capturedAt nanoseconds since 1970; null where its name does not tell
         */
        record Frame(String frame, String ride, @Nullable Long capturedAt) implements Entry {}

        /** The mask of a frame, which may not exist. */
        record Label(String frame) implements Entry {}

        /** It lies where frames lie and is not named like one: leaving it out would lose data in silence. */
        record Misnamed(String expected) implements Entry {}

        /**
         * A file that tells of frames.
         *
         * @param ride whose frames; empty for all
         */
        record Companion(String ride, String name) implements Entry {}

        /** Anything else. */
        record Other() implements Entry {}
    }

    /** What the object of this path is. */
    Entry classify(String path);

    /** What a frame's path looks like, for messages. */
    String expected();

    /** The layout that a request names. */
    static Layout of(IndexRequest.Source source) {
        return switch (source.layout()) {
            case RideLog -> new RideLog();
            case LabelledFrames -> LabelledFrames.of(source.ridePattern());
        };
    }

    /** A folder a ride, frames named by their time. */
    record RideLog() implements Layout {

        private static final Pattern FRAME = Pattern.compile("(?<ride>[^/]+)/camera/(?<ns>[^/]+)\\.jpg");
        private static final Pattern LABEL = Pattern.compile("(?<ride>[^/]+)/labels/(?<ns>[^/]+)\\.png");
        private static final Pattern COMPANION =
                Pattern.compile("(?<ride>[^/]+)/(?<name>ride\\.json|imu\\.csv|gps\\.csv)");
        private static final Pattern TIME = Pattern.compile("[0-9]{1,18}|[1-8][0-9]{18}");

        @Override
        public Entry classify(String path) {
            Matcher frame = FRAME.matcher(path);
            if (frame.matches()) {
                String ns = frame.group("ns");
                return TIME.matcher(ns).matches()
                        ? new Entry.Frame(id(frame), frame.group("ride"), Long.parseLong(ns))
                        : new Entry.Misnamed(expected());
            }
            Matcher label = LABEL.matcher(path);
            if (label.matches()) {
                return new Entry.Label(id(label));
            }
            Matcher companion = COMPANION.matcher(path);
            return companion.matches()
                    ? new Entry.Companion(companion.group("ride"), companion.group("name"))
                    : new Entry.Other();
        }

        private static String id(Matcher path) {
            return path.group("ride") + "/" + path.group("ns");
        }

        @Override
        public String expected() {
            return "<ride>/camera/<nanoseconds since 1970>.jpg";
        }
    }

    /** Frames and masks in two trees. */
    record LabelledFrames(Pattern ride) implements Layout {

        /** The ride where the request has no pattern: all before the first {@code /} or {@code _}. */
        static final String DEFAULT_RIDE = "^[^/_]+";

        private static final Pattern FRAME =
                Pattern.compile("frames/(?<frame>.+)\\.(?:jpg|jpeg|png)", Pattern.CASE_INSENSITIVE);
        private static final Pattern LABEL = Pattern.compile("labels/(?<frame>.+)\\.png", Pattern.CASE_INSENSITIVE);

        static LabelledFrames of(@Nullable String ridePattern) {
            return new LabelledFrames(Pattern.compile(ridePattern == null ? DEFAULT_RIDE : ridePattern));
        }

        @Override
        public Entry classify(String path) {
            Matcher frame = FRAME.matcher(path);
            if (frame.matches()) {
                Matcher match = ride.matcher(frame.group("frame"));
                return match.find() && !match.group().isEmpty()
                        ? new Entry.Frame(frame.group("frame"), match.group(), null)
                        : new Entry.Misnamed("a path in which ridePattern '%s' finds a ride".formatted(ride));
            }
            Matcher label = LABEL.matcher(path);
            if (label.matches()) {
                return new Entry.Label(label.group("frame"));
            }
            return path.equals(FrameAttributes.FILE) ? new Entry.Companion("", path) : new Entry.Other();
        }

        @Override
        public String expected() {
            return "frames/<path>.jpg, .jpeg or .png";
        }
    }
}
