package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.StepException;
import java.nio.file.Path;

/** Recordings, to read. Safe for use by many threads. */
public interface Source extends AutoCloseable {

    /** Takes objects one by one. */
    @FunctionalInterface
    interface Visitor<E extends Exception> {
        void visit(StoredObject object) throws E;
    }

    /** The URI of an object. */
    String uri(String path);

    /** Shows every object to the visitor, in no particular order, without holding them all. */
    <E extends Exception> void list(Visitor<E> visitor) throws StepException, E;

    /** The bytes of an object. */
    byte[] read(String path) throws StepException;

    /** Copies an object to a new file. */
    void fetch(String path, Path file) throws StepException;

    @Override
    void close();
}
