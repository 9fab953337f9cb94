package dev.roadworthy.git.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Manifests of the same kind, for a person who looks for the one that is not there. */
final class NearMisses {

    private static final int MOST = 5;

    private final Assignment assignment;
    private final List<String> near = new ArrayList<>();

    private NearMisses(Assignment assignment) {
        this.assignment = assignment;
    }

    /** Some of them, those with the name first. */
    static List<String> in(Tree tree, Assignment assignment) throws IOException {
        NearMisses misses = new NearMisses(assignment);
        try (Stream<Tree.Entry> entries = tree.files()) {
            for (Iterator<Tree.Entry> each = entries.iterator(); each.hasNext(); ) {
                Tree.Entry entry = each.next();
                if (Survey.isYaml(entry) && entry.size() <= ManifestSearch.LARGEST_FILE) {
                    misses.look(entry);
                }
            }
        }
        return misses.near.stream().limit(MOST).toList();
    }

    private void look(Tree.Entry entry) throws IOException {
        byte[] content = entry.content().read();
        // Those with another name are of no more use once there are enough; those with ours are rare.
        if (near.size() < MOST ? assignment.mayBeNear(content) : assignment.mayStandIn(content)) {
            try {
                YamlFile file = YamlFile.of(entry.path(), content);
                for (int i = 0; i < file.documents().size() && near.size() < 2 * MOST; i++) {
                    look(file, i);
                }
            } catch (MalformedYaml e) {
                // The survey has said so, where it may hold what is looked for.
            }
        }
    }

    private void look(YamlFile file, int number) {
        YamlFile.Part part = file.documents().get(number);
        if (!assignment.mayBeNear(file.textOf(part))) {
            return;
        }
        try {
            for (Manifest manifest : Manifest.in(Document.parse(file, part))) {
                if (manifest.kind().equals(assignment.manifest().kind()) && near.size() < 2 * MOST) {
                    boolean named = manifest.name().equals(assignment.manifest().name());
                    near.add(named ? 0 : near.size(), described(manifest, manifest.place(file, number)));
                }
            }
        } catch (MalformedYaml e) {
            // A document before or behind it may be near.
        }
    }

    private static String described(Manifest manifest, Place place) {
        String name = manifest.name().isEmpty() ? unnamed(manifest.generateName()) : manifest.name();
        String namespace = manifest.namespace().isEmpty() ? "without namespace" : "in " + manifest.namespace();
        return "%s %s (%s, %s)".formatted(name, namespace, manifest.apiVersion(), place);
    }

    private static String unnamed(String generateName) {
        return generateName.isEmpty() ? "without name" : "with generateName " + generateName;
    }
}
