package dev.roadworthy.bundle.oms;

import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.contract.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory with the files of a model. */
public final class ModelDirectory {

    private ModelDirectory() {}

    /**
     * The statement over a directory as it is now, named after it.
     *
     * @throws RefusedException {@link RefusalCode#MODEL_NOT_A_FILE} where it has a symbolic link, a device, a socket, and
     *     {@link RefusalCode#UNSAFE_PATH} where a name is not plain
     */
    public static ModelStatement statement(Path directory) throws IOException, RefusedException {
        Map<String, Digest> files = hash(directory);
        if (files.isEmpty()) {
            throw RefusalCode.MODEL_FILE_MISSING.at(directory.toString(), "the directory has no file to sign");
        }
        try {
            return ModelStatement.of(name(directory), files);
        } catch (IllegalArgumentException e) {
            throw RefusalCode.UNSAFE_PATH.at(directory.toString(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Verifies that a directory has exactly the files of a statement.
     *
     * @throws RefusedException where a file is missing, has other content, is not signed, or is no plain file
     */
    public static void verify(Path directory, ModelStatement statement) throws IOException, RefusedException {
        Map<String, Digest> signed = new TreeMap<>(statement.files());
        Map<String, Digest> actual = hash(directory);
        for (String name : actual.keySet()) {
            if (!signed.containsKey(name)) {
                throw RefusalCode.MODEL_FILE_UNSIGNED.at(
                        name, "the file is not signed; nothing may be added to a model");
            }
        }
        for (Map.Entry<String, Digest> file : signed.entrySet()) {
            Digest digest = actual.get(file.getKey());
            if (digest == null) {
                throw RefusalCode.MODEL_FILE_MISSING.at(file.getKey(), "the file is signed and not there");
            }
            if (!digest.equals(file.getValue())) {
                throw RefusalCode.MODEL_FILE_CHANGED.at(
                        file.getKey(), "the file has %s; signed is %s".formatted(digest, file.getValue()));
            }
        }
    }

    private static String name(Path directory) throws IOException {
        Path name = directory.toRealPath().getFileName();
        return name == null ? "model" : name.toString();
    }

    private static Map<String, Digest> hash(Path directory) throws IOException, RefusedException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw RefusalCode.MODEL_NOT_A_FILE.at(directory.toString(), "no directory");
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        Map<String, Digest> files = new TreeMap<>();
        for (Path path : paths) {
            String name = directory.relativize(path).toString();
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw RefusalCode.MODEL_NOT_A_FILE.at(name, "a model has plain files only, no links and no devices");
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                files.put(name, Digest.of(in));
            }
        }
        return files;
    }
}
