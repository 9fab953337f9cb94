package dev.roadworthy.git.repository;

import dev.roadworthy.git.manifest.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/**
 * The files of a commit that is here.
 *
 * @param tree the commit's
 * @param folder without a slash at either end; empty for all
 */
record CommitTree(Repository local, ObjectId tree, String folder) implements Tree {

    @Override
    public Stream<Entry> files() throws IOException {
        List<Entry> files = new ArrayList<>();
        // Git's own order is that of paths, byte by byte.
        try (ObjectReader reader = local.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            while (walk.next()) {
                if (isRegular(walk.getFileMode(0))) {
                    ObjectId blob = walk.getObjectId(0);
                    files.add(new Entry(
                            walk.getPathString(),
                            reader.getObjectSize(blob, ObjectReader.OBJ_ANY),
                            () -> local.open(blob).getBytes()));
                }
            }
        }
        return files.stream();
    }

    private static boolean isRegular(FileMode mode) {
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }
}
