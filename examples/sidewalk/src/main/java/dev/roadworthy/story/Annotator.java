package dev.roadworthy.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Labels as people with a tool do: through the files of the folder, and nothing else. It knows every mask by heart.
 */
final class Annotator {

    private static final int VALUES = 256;
    private static final Pattern FRAME = Pattern.compile("/(camera|frames)/[^/]+[.](jpg|png)$");

    private final S3Client s3;
    private final Map<String, Path> masks;
    private final Map<String, String> meanings;

    /**
     * Learns the rides by heart.
     *
     * @param rides folder in the layout RideLog or LabelledFrames, with all masks
     * @param meanings what the values of its masks mean: value → class or {@code background}
     */
    Annotator(S3Client s3, Path rides, Map<String, String> meanings) throws IOException {
        this.s3 = s3;
        this.masks = masks(rides);
        this.meanings = Map.copyOf(meanings);
    }

    private static Map<String, Path> masks(Path rides) throws IOException {
        List<Path> frames;
        try (Stream<Path> files = Files.walk(rides)) {
            frames = files.filter(Annotator::isFrame).toList();
        }
        Map<String, Path> masks = new HashMap<>();
        for (Path frame : frames) {
            String name = frame.getFileName().toString();
            String mask = name.substring(0, name.lastIndexOf('.')) + ".png";
            masks.put(
                    sha256(Files.readAllBytes(frame)),
                    frame.resolveSibling("../labels/" + mask).normalize());
        }
        return masks;
    }

    private static boolean isFrame(Path file) {
        return FRAME.matcher(file.toString()).find();
    }

    /**
     * Labels every task of a folder, and hands it in.
     *
     * @param folder {@code s3://bucket/prefix/} with {@code tasks.json}
     * @return how many frames were labelled
     */
    int label(URI folder) throws IOException {
        JsonNode tasks =
                Serialization.unmarshal(new String(read(folder, "tasks.json"), StandardCharsets.UTF_8), JsonNode.class);
        int[] values = values(tasks.get("values"));
        for (JsonNode task : tasks.get("tasks")) {
            byte[] image = read(folder, task.get("image").asText());
            Path mask = masks.get(sha256(image));
            if (mask == null) {
                throw new StoryException("expected: a frame that the annotator knows%nseen: %s".formatted(task));
            }
            write(folder, task.get("mask").asText(), redrawn(mask, values));
        }
        write(folder, "done", new byte[0]);
        return tasks.get("tasks").size();
    }

    /** The task's value of each value of the generator. */
    private int[] values(JsonNode told) {
        Map<String, Integer> byMeaning = new HashMap<>();
        told.properties().forEach(value -> byMeaning.put(value.getValue().asText(), Integer.valueOf(value.getKey())));
        int[] values = new int[VALUES];
        meanings.forEach((value, meaning) -> values[Integer.parseInt(value)] =
                Objects.requireNonNull(byMeaning.get(meaning), "the tasks have no value for " + meaning));
        return values;
    }

    private static byte[] redrawn(Path mask, int[] values) throws IOException {
        BufferedImage drawn = ImageIO.read(mask.toFile());
        BufferedImage redrawn = new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster to = redrawn.getRaster();
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                to.setSample(x, y, 0, values[drawn.getRaster().getSample(x, y, 0)]);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(redrawn, "png", png);
        return png.toByteArray();
    }

    private byte[] read(URI folder, String path) {
        return s3.getObjectAsBytes(request -> request.bucket(folder.getHost()).key(key(folder, path)))
                .asByteArray();
    }

    private void write(URI folder, String path, byte[] content) {
        s3.putObject(
                request -> request.bucket(folder.getHost()).key(key(folder, path)), RequestBody.fromBytes(content));
    }

    private static String key(URI folder, String path) {
        return folder.getPath().substring(1) + path;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
