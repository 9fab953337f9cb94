package dev.roadworthy.git.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files in memory. */
final class MemoryTree implements Tree {

    private final Map<String, byte[]> files = new TreeMap<>();

    static MemoryTree of(String... pathsAndTexts) {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            tree.with(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return tree;
    }

    MemoryTree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    MemoryTree with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    @Override
    public Stream<Entry> files() {
        return files.entrySet().stream().map(file -> new Entry(file.getKey(), file.getValue().length, file::getValue));
    }
}
