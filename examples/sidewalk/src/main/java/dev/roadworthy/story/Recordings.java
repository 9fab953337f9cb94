package dev.roadworthy.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * What a team has recorded, as the scenario needs it: rides that are kept for tests alone, and rides to train on, of which
 * those at dusk and by night are not labelled at first.
 *
 * <p>Rides in the layout {@code RideLog} say themselves how light it was. Frames in the layout {@code LabelledFrames}
 * do not, so each gets a darkened copy, marked by the attribute {@code light}: night for a demonstration, not for a road.
 *
 * @param before to train on, with masks by day alone
 * @param known the same with all masks: what an annotator knows
 * @param test rides that nothing is trained on, with all their masks
 */
record Recordings(Path before, Path known, Path test) {

    private static final Pattern DRIVE = Pattern.compile("_.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NIGHT = "-night";

    /** One ride in four is for tests, and of few the second. */
    private static final int TESTED = 4;

    /** Lays out what is in a folder of rides anew; the rides stay as they are. */
    static Recordings layOut(Path rides, Path folder) throws IOException {
        Recordings laid = new Recordings(folder.resolve("before"), folder.resolve("known"), folder.resolve("test"));
        for (Path target : List.of(laid.before, laid.known, laid.test)) {
            Folders.empty(target);
        }
        if (Files.isDirectory(rides.resolve("frames"))) {
            laid.frames(rides);
        } else {
            laid.rides(rides);
        }
        return laid;
    }

    private void rides(Path rides) throws IOException {
        List<Path> all = Folders.folders(rides);
        for (int i = 0; i < all.size(); i++) {
            Path ride = all.get(i);
            Predicate<Path> isMask = file -> ride.relativize(file).startsWith("labels");
            if (i % TESTED == 1) {
                copy(rides, ride, test, file -> true);
            } else {
                copy(rides, ride, known, file -> true);
                copy(rides, ride, before, isDay(ride) ? file -> true : isMask.negate());
            }
        }
    }

    private static boolean isDay(Path ride) throws IOException {
        JsonNode described = JSON.readTree(ride.resolve("ride.json").toFile());
        return described.at("/attributes/light").asText().equals("day");
    }

    private void frames(Path source) throws IOException {
        List<Path> frames = Folders.files(source.resolve("frames"));
        List<String> drives = frames.stream().map(Recordings::drive).distinct().toList();
        for (Path frame : frames) {
            String name = frame.getFileName().toString();
            String stem = stem(frame);
            String night = stem + NIGHT + ".png";
            Path mask = source.resolve("labels").resolve(stem + ".png");
            boolean isTest = drives.indexOf(drive(frame)) % TESTED == 1;
            for (Path target : isTest ? List.of(test) : List.of(before, known)) {
                Folders.copy(frame, target.resolve("frames").resolve(name));
                Folders.copy(mask, target.resolve("labels").resolve(stem + ".png"));
                if (!target.equals(before)) {
                    Folders.copy(mask, target.resolve("labels").resolve(night));
                }
            }
            Path dark = (isTest ? test : known).resolve("frames").resolve(night);
            darken(frame, dark);
            if (!isTest) {
                Folders.copy(dark, before.resolve("frames").resolve(night));
            }
        }
        for (Path target : List.of(before, known, test)) {
            StringBuilder attributes = new StringBuilder("frame,light\n");
            for (Path frame : Folders.files(target.resolve("frames"))) {
                String stem = stem(frame);
                attributes.append("%s,%s\n".formatted(stem, stem.endsWith(NIGHT) ? "night" : "day"));
            }
            Files.writeString(target.resolve("attributes.csv"), attributes);
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** A tenth of the light, and the noise of a sensor that has too little of it. */
    private static void darken(Path frame, Path target) throws IOException {
        BufferedImage image = ImageIO.read(frame.toFile());
        Random noise = new Random(frame.getFileName().toString().hashCode());
        BufferedImage dark = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y);
                dark.setRGB(x, y, dim(colour >> 16, noise) << 16 | dim(colour >> 8, noise) << 8 | dim(colour, noise));
            }
        }
        ImageIO.write(dark, "png", target.toFile());
    }

    private static int dim(int channel, Random noise) {
        return Math.clamp(Math.round((channel & 0xff) * 0.1 + noise.nextGaussian() * 2), 0, 255);
    }

    private static String drive(Path frame) {
        return DRIVE.matcher(frame.getFileName().toString()).replaceFirst("");
    }

    private static void copy(Path root, Path folder, Path into, Predicate<Path> which) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).filter(which).toList()) {
                Folders.copy(file, into.resolve(root.relativize(file)));
            }
        }
    }
}
