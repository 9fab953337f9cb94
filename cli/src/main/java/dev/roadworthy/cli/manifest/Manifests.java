package dev.roadworthy.cli.manifest;

import dev.roadworthy.cli.object.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What files declare. Objects of other groups are none of ours.
 *
 * @param objects each once, in the order of the files
 * @param mistakes what declares none
 */
public record Manifests(List<Declared> objects, List<Mistake> mistakes) {

    /**
     * Reads files.
     *
     * @param namespace of manifests that name none
     */
    public static Manifests of(List<SourceFile> files, String namespace) {
        Map<ObjectName, Declared> objects = new LinkedHashMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (SourceFile file : files) {
            ManifestFile read = ManifestFile.of(file, namespace);
            mistakes.addAll(read.mistakes());
            for (Declared declared : read.objects()) {
                @Nullable Declared first = objects.putIfAbsent(declared.name(), declared);
                if (first != null) {
                    mistakes.add(new Mistake(
                            Mistake.Type.FILE,
                            declared.place(""),
                            declared.name(),
                            "%s stands in %s already; remove one of the two"
                                    .formatted(declared.name(), first.place(""))));
                }
            }
        }
        return new Manifests(List.copyOf(objects.values()), mistakes);
    }
}
