package dev.roadworthy.cli.check.revision;

/**
 * A file of a revision.
 *
 * @param path from the root of the repository, with {@code /}
 */
public record SourceFile(String path, String text) {}
