package dev.roadworthy.worker.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of a sensor, in the order of its file.
 *
 * @param times nanoseconds since 1970-01-01T00:00:00Z
 * @param columns the values of each field, as many as there are times
 */
record SensorLog(TimeAxis times, List<double[]> columns) {

    static final List<String> IMU = List.of("t_ns", "ax", "ay", "az", "gx", "gy", "gz");
    static final List<String> GPS = List.of("t_ns", "lat", "lon", "alt", "speed", "hdop");

    /** No sample: the file is absent or holds none. */
    static final SensorLog NONE = new SensorLog(new TimeAxis(new long[0]), List.of());

    /**
     * Reads {@code imu.csv} or {@code gps.csv}.
     *
     * @param name of the file, for messages
     * @param header the names that its first line must have
     * @param kept places in the header of the columns to keep, 8 bytes a sample each
     */
    static SensorLog read(Path file, String name, List<String> header, int... kept)
            throws IOException, MalformedRecordingException {
        Samples samples = new Samples(name, header, kept);
        Csv.read(file, name, samples);
        return samples.count == 0 ? NONE : samples.log();
    }

    boolean isEmpty() {
        return times.size() == 0;
    }

    private static final class Samples implements Csv.Records {

        private final String name;
        private final List<String> header;
        private final int[] kept;
        private final double[][] values;
        private long[] times = new long[1024];
        private int count;

        Samples(String name, List<String> header, int[] kept) {
            this.name = name;
            this.header = header;
            this.kept = kept.clone();
            this.values = new double[kept.length][1024];
        }

        @Override
        public void header(List<String> names) throws MalformedRecordingException {
            if (!names.equals(header)) {
                throw new MalformedRecordingException(
                        name, 1, "the header must be %s".formatted(String.join(",", header)));
            }
        }

        @Override
        public void record(long line, List<String> fields) throws MalformedRecordingException {
            if (count == times.length) {
                grow();
            }
            try {
                times[count] = Long.parseLong(fields.getFirst());
            } catch (NumberFormatException e) {
                throw malformed(line, fields.getFirst(), "whole nanoseconds");
            }
            for (int i = 1; i < fields.size(); i++) {
                finite(line, fields.get(i));
            }
            for (int i = 0; i < kept.length; i++) {
                values[i][count] = finite(line, fields.get(kept[i]));
            }
            count++;
        }

        private double finite(long line, String field) throws MalformedRecordingException {
            try {
                double value = Double.parseDouble(field);
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below, as what is no finite number.
            }
            throw malformed(line, field, "a number");
        }

        private MalformedRecordingException malformed(long line, String field, String expected) {
            String shown = field.length() > 20 ? field.substring(0, 20) + "…" : field;
            return new MalformedRecordingException(name, line, "'%s' is not %s".formatted(shown, expected));
        }

        private void grow() {
            times = Arrays.copyOf(times, count * 2);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], count * 2);
            }
        }

        SensorLog log() {
            return new SensorLog(
                    new TimeAxis(Arrays.copyOf(times, count)),
                    Arrays.stream(values)
                            .map(column -> Arrays.copyOf(column, count))
                            .toList());
        }
    }
}
