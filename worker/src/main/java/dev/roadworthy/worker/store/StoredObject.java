package dev.roadworthy.worker.store;

/**
 * An object below a root.
 *
 * @param path its name below the root, with {@code /} between folders and none at its start
 * @param bytes its size
 */
public record StoredObject(String path, long bytes) {}
