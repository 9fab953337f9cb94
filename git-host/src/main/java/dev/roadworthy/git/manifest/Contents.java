package dev.roadworthy.git.manifest;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Single files of a tree. */
record Contents(Tree tree) {

    /** A file, where there is one of that path that is not too large. */
    Optional<YamlFile> read(String path) throws IOException, MalformedYaml {
        Optional<Tree.Entry> entry;
        try (Stream<Tree.Entry> entries = tree.files()) {
            entry = entries.filter(one -> one.path().equals(path) && one.size() <= ManifestSearch.LARGEST_FILE)
                    .findFirst();
        }
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(YamlFile.of(path, entry.get().content().read()));
    }
}
