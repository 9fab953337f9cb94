package dev.roadworthy.cli.check.revision;

import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.manifest.Manifests;
import dev.roadworthy.cli.object.ObjectName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
        Manifests manifests = Manifests.of(revision.files(), namespace);
        SortedMap<ObjectName, Declared> objects = new TreeMap<>();
        manifests.objects().forEach(declared -> objects.put(declared.name(), declared));
        return new Folder(
                revision.name(),
                objects,
                manifests.mistakes().stream().map(Finding::of).toList());
    }
}
