package dev.roadworthy.worker.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes small rides in the layout {@code RideLog}: 10 frames/s, 100 IMU samples/s, 2 GPS fixes/s. */
public final class RideLogFolder {

    /** 2026-10-01T12:00:00Z. */
    public static final long START = 1_790_856_000_000_000_000L;

    public static final long FRAME_INTERVAL = 100_000_000L;
    public static final int FRAMES = 10;
    public static final int WIDTH = 64;
    public static final int HEIGHT = 48;

    private final Path root;

    public RideLogFolder(Path root) {
        this.root = root;
    }

    public static long time(int frame) {
        return START + frame * FRAME_INTERVAL;
    }

    public static String id(String ride, int frame) {
        return ride + "/" + time(frame);
    }

    public Path image(String ride, int frame) {
        return root.resolve(ride).resolve("camera").resolve(time(frame) + ".jpg");
    }

    public Path label(String ride, int frame) {
        return root.resolve(ride).resolve("labels").resolve(time(frame) + ".png");
    }

    public Path file(String ride, String name) {
        return root.resolve(ride).resolve(name);
    }

    /** A sound ride whose frames look like no other seed's; every second has a mask. */
    public void ride(String ride, long seed) {
        write(file(ride, "ride.json"), """
                {"vehicle": "scooter-1", "camera": "front", "startedAt": "2026-10-01T12:00:00Z",
                 "attributes": {"weather": "dry"}}
                """);
        for (int i = 0; i < FRAMES; i++) {
            write(image(ride, i), Pictures.jpeg(Pictures.scene(seed * 1000 + i, WIDTH, HEIGHT), 0.9f));
            if (i % 2 == 0) {
                write(label(ride, i), Pictures.png(Pictures.grayMask(WIDTH, HEIGHT, 0, 1, 2)));
            }
        }
        write(file(ride, "imu.csv"), imu(10_000_000L));
        write(file(ride, "gps.csv"), gps());
    }

    public static String imu(long interval) {
        StringBuilder csv = new StringBuilder("t_ns,ax,ay,az,gx,gy,gz\n");
        for (long t = START - 500_000_000L; t <= time(FRAMES) + 500_000_000L; t += interval) {
            csv.append(t)
                    .append(",0.1,0.2,")
                    .append(t / interval % 2 == 0 ? "9.9" : "9.7")
                    .append(",0,0,0\n");
        }
        return csv.toString();
    }

    public static String gps() {
        StringBuilder csv = new StringBuilder("t_ns,lat,lon,alt,speed,hdop\n");
        for (int i = 0; i < 5; i++) {
            csv.append(START - 500_000_000L + i * 500_000_000L)
                    .append(String.format(Locale.ROOT, ",38.71%02d,-9.14,12,4.5,0.9%n", i));
        }
        return csv.toString();
    }

    public static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
