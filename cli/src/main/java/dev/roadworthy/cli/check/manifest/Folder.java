package dev.roadworthy.cli.check.manifest;

import dev.roadworthy.cli.check.manifest.Finding.Level;
import dev.roadworthy.cli.check.manifest.Finding.Rule;
import dev.roadworthy.cli.check.revision.Revision;
import dev.roadworthy.cli.check.revision.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a revision.
 *
 * @param name of the revision, for people
 * @param objects by their names
 * @param findings what could not be read as one
 */
public record Folder(String name, SortedMap<ObjectName, Declared> objects, List<Finding> findings) {

    /** The file of each object. */
    public SortedMap<ObjectName, String> files() {
        SortedMap<ObjectName, String> files = new TreeMap<>();
        objects.forEach((object, declared) -> files.put(object, declared.path()));
        return files;
    }

    /**
     * Reads all files of a revision. Objects of other groups are none of ours.
     *
     * @param namespace of manifests that name none
     */
    public static Folder of(Revision revision, String namespace) {
        SortedMap<ObjectName, Declared> objects = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (SourceFile file : revision.files()) {
            ManifestFile read = ManifestFile.of(file, namespace);
            findings.addAll(read.findings());
            for (Declared declared : read.objects()) {
                @Nullable Declared first = objects.putIfAbsent(declared.name(), declared);
                if (first != null) {
                    findings.add(new Finding(
                            Level.ERROR,
                            Rule.YAML,
                            declared.place(""),
                            declared.name(),
                            "%s stands in %s already; remove one of the two"
                                    .formatted(declared.name(), first.place(""))));
                }
            }
        }
        return new Folder(revision.name(), objects, findings);
    }
}
