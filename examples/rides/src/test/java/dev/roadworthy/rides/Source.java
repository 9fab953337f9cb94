package dev.roadworthy.rides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Reads a generated source back. */
record Source(Path root) {

    List<Path> rides() throws IOException {
        return list(root);
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    static List<Path> frames(Path ride) throws IOException {
        return list(ride.resolve("camera"));
    }

    static Path mask(Path frame) {
        String name = frame.getFileName().toString().replace(".jpg", ".png");
        return frame.resolveSibling("..").normalize().resolve("labels").resolve(name);
    }

    static long capturedAt(Path frame) {
        return Long.parseLong(frame.getFileName().toString().replaceAll("\\..*", ""));
    }

    static JsonNode header(Path ride) throws IOException {
        return new ObjectMapper().readTree(ride.resolve("ride.json").toFile());
    }

    /** Columns of a table, without its heading row. */
    static List<String[]> table(Path ride, String name) throws IOException {
        return Files.readAllLines(ride.resolve(name)).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .toList();
    }

    /** Digest over names and content of all files below a folder. */
    static String digest(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sha.update(folder.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
