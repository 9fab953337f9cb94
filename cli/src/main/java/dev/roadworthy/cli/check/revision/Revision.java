package dev.roadworthy.cli.check.revision;

import dev.roadworthy.cli.manifest.SourceFile;
import java.util.List;

/**
 * A state of the folder.
 *
 * @param name for people: a commit, abbreviated, or the working tree
 * @param files all {@code .yaml}, {@code .yml} and {@code .json} below the folder, in the order of their paths
 */
public record Revision(String name, List<SourceFile> files) {}
