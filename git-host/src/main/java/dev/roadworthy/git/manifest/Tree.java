package dev.roadworthy.git.manifest;

import java.io.IOException;
import java.util.stream.Stream;

/** The files of a commit below a folder. */
public interface Tree {

    /**
     * A regular file. Symbolic links and submodules are none.
     *
     * @param path from the root of the repository, with {@code /}
     * @param size bytes
     * @param content read when asked for
     */
    record Entry(String path, long size, Content content) {}

    /** The bytes of a file. */
    @FunctionalInterface
    interface Content {
        byte[] read() throws IOException;
    }

    /** In the order of their paths. */
    Stream<Entry> files() throws IOException;
}
