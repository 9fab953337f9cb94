package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder that a step shares with people and tools outside: the one writes tasks, the others masks. Nothing in it is
 * immutable.
 */
public interface TaskFolder extends AutoCloseable {

    /** The URI of an object. */
    String uri(String path);

    /** Writes an object, over one that is there. */
    void put(String path, byte[] content) throws StepException;

    /**
     * Writes a file, over an object that is there.
     *
     * @throws IOException where the file cannot be read
     */
    void put(String path, Path file) throws StepException, IOException;

    /**
     * Shows the objects in a folder of this one to the visitor, in no particular order; none where it is not there.
     *
     * @param folder ends with {@code /}
     */
    <E extends Exception> void list(String folder, Source.Visitor<E> visitor) throws StepException, E;

    /** The bytes of an object that was listed. */
    byte[] read(String path) throws StepException;

    @Override
    void close();
}
