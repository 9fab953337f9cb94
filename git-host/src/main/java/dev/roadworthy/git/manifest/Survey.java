package dev.roadworthy.git.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One look through all files, for those that may hold a manifest. One file is in memory at a time. */
final class Survey {

    private static final Set<String> KINDS = Set.of("yaml", "yml", "json");
    private static final Pattern TEMPLATES = Pattern.compile("(.*/)?templates/.*");

    private final Assignment assignment;
    private final List<Found> found = new ArrayList<>();
    private final List<Kustomization> kustomizations = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> templates = new ArrayList<>();
    private int files;

    /**
     * A manifest with the kind and the name.
     *
     * @param namespace that it names; empty where it names none
     */
    record Found(Place place, String namespace) {}

    private Survey(Assignment assignment) {
        this.assignment = assignment;
    }

    static Survey of(Tree tree, Assignment assignment) throws IOException {
        Survey survey = new Survey(assignment);
        try (Stream<Tree.Entry> entries = tree.files()) {
            for (Iterator<Tree.Entry> each = entries.iterator(); each.hasNext(); ) {
                survey.visit(each.next());
            }
        }
        return survey;
    }

    /** Whether a file may hold manifests at all, by its name. */
    static boolean isYaml(Tree.Entry entry) {
        String path = entry.path().toLowerCase(Locale.ROOT);
        return KINDS.contains(path.substring(path.lastIndexOf('.') + 1)) || Kustomization.isOne(entry.path());
    }

    private void visit(Tree.Entry entry) throws IOException {
        if (!isYaml(entry)) {
            return;
        }
        files++;
        String path = entry.path();
        if (entry.size() > ManifestSearch.LARGEST_FILE) {
            unread.add("%s (it has %d MiB, files above %d MiB are not read)"
                    .formatted(path, entry.size() >> 20, ManifestSearch.LARGEST_FILE >> 20));
            return;
        }
        boolean kustomization = Kustomization.isOne(path);
        byte[] content = entry.content().read();
        if (!kustomization && !assignment.mayStandIn(content)) {
            return;
        }
        try {
            YamlFile file = YamlFile.of(path, content);
            if (kustomization) {
                kustomizations.add(Kustomization.of(file));
            } else {
                look(file);
            }
        } catch (MalformedYaml e) {
            unread.add("%s (%s)".formatted(path, e.getMessage()));
        }
    }

    private void look(YamlFile file) {
        for (int i = 0; i < file.documents().size(); i++) {
            YamlFile.Part part = file.documents().get(i);
            String text = file.textOf(part);
            if (!assignment.mayStandIn(text)) {
                continue;
            }
            boolean braces = text.contains("{{");
            if (braces && TEMPLATES.matcher(file.path()).matches()) {
                template(file, part);
                continue;
            }
            try {
                for (Manifest manifest : Manifest.in(Document.parse(file, part))) {
                    if (manifest.isNamed(assignment.manifest())) {
                        found.add(new Found(manifest.place(file, i), manifest.namespace()));
                    }
                }
            } catch (MalformedYaml e) {
                if (braces) {
                    template(file, part);
                } else {
                    unread.add("%s (%s)".formatted(file.path(), e.getMessage()));
                }
            }
        }
    }

    private void template(YamlFile file, YamlFile.Part part) {
        int name = file.text().indexOf(assignment.manifest().name(), part.start());
        templates.add("%s line %d".formatted(file.path(), file.line(name)));
    }

    /** What was found, without what are only patches. */
    List<Found> found() {
        Set<String> patches = new HashSet<>();
        kustomizations.forEach(one -> one.patches().forEach(patch -> patches.add(patch.file())));
        kustomizations.forEach(one -> patches.removeAll(one.resources()));
        return found.stream()
                .filter(one -> !patches.contains(one.place().path()))
                .toList();
    }

    /** Whether what stands there says no namespace. */
    boolean isBare(Place place) {
        return found.contains(new Found(place, ""));
    }

    List<Kustomization> kustomizations() {
        return kustomizations;
    }

    /** Files and documents that may hold it and could not be read, and why. */
    List<String> unread() {
        return unread;
    }

    /** Places in templates that name it. */
    List<String> templates() {
        return templates;
    }

    /** Files that may hold manifests, by their names. */
    int files() {
        return files;
    }
}
