package dev.roadworthy.rides;

import dev.roadworthy.rides.log.RideFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils an intact ride on disk in one named way. */
final class Planter {

    private static final int STRANGER = 77;

    private final RideFolder folder;
    private final List<Long> times;
    private final RideRequest.Shape shape;
    private final SplittableRandom random;

    Planter(RideFolder folder, List<Long> times, RideRequest.Shape shape, long seed) {
        this.folder = folder;
        this.times = times;
        this.shape = shape;
        this.random = new SplittableRandom(seed ^ 0xBADL);
    }

    PlantedDefect plant(Defect defect) throws IOException {
        List<Long> frames =
                switch (defect) {
                    case TRUNCATED_IMAGE -> truncate();
                    case MISSING_SENSOR_FILE -> lose();
                    case CLOCK_JUMP -> jump();
                    case UNKNOWN_CLASS -> estrange();
                    case EMPTY_MASK -> empty();
                    case DUPLICATE_RIDE -> List.of();
                };
        String ride = String.valueOf(folder.path().getFileName());
        return new PlantedDefect(
                defect.label(), ride, frames.stream().map(ns -> ride + "/" + ns).toList());
    }

    private long any() {
        return times.get(random.nextInt(times.size()));
    }

    private List<Long> truncate() throws IOException {
        long frame = any();
        byte[] whole = Files.readAllBytes(folder.frame(frame));
        Files.write(folder.frame(frame), Arrays.copyOf(whole, (int) (whole.length * random.nextDouble(0.3, 0.7))));
        return List.of(frame);
    }

    private List<Long> lose() throws IOException {
        Files.delete(folder.path().resolve(random.nextBoolean() ? "imu.csv" : "gps.csv"));
        return List.of();
    }

    private List<Long> jump() throws IOException {
        long leap = random.nextLong(180, 900) * 1_000_000_000L;
        List<Long> moved = new ArrayList<>();
        for (long frame : times.subList(times.size() / 2, times.size())) {
            Files.move(folder.frame(frame), folder.frame(frame + leap));
            Files.move(folder.mask(frame), folder.mask(frame + leap));
            moved.add(frame + leap);
        }
        return List.copyOf(moved);
    }

    private List<Long> estrange() throws IOException {
        long frame = any();
        byte[] values = folder.readMask(frame);
        int rows = Math.max(1, shape.height() / 12);
        int top = random.nextInt(shape.height() - rows);
        Arrays.fill(values, top * shape.width(), (top + rows) * shape.width(), (byte) STRANGER);
        folder.mask(frame, shape.width(), shape.height(), values);
        return List.of(frame);
    }

    private List<Long> empty() throws IOException {
        long frame = any();
        folder.mask(frame, shape.width(), shape.height(), new byte[shape.width() * shape.height()]);
        return List.of(frame);
    }
}
