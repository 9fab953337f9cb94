package dev.roadworthy.git.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a {@code kustomization.yaml} says of the manifests that it builds from.
 *
 * @param directory its own, empty at the root of the repository
 * @param namespace that they get; empty where it gives none
 * @param resources files and directories, from the root of the repository
 */
record Kustomization(String path, String directory, String namespace, Set<String> resources, List<Patch> patches) {

    private static final Set<String> NAMES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /**
     * A patch.
     *
     * @param file from the root of the repository; empty where it stands in the kustomization itself
     * @param inline its text there
     * @param target which objects it is for, instead of what it says itself
     * @param line of the kustomization
     */
    record Patch(String file, String inline, Optional<Node.Mapping> target, int line) {}

    static boolean isOne(String path) {
        return NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    static Kustomization of(YamlFile file) throws MalformedYaml {
        String directory = directory(file.path());
        Set<String> resources = new HashSet<>();
        List<Patch> patches = new ArrayList<>();
        String namespace = "";
        for (YamlFile.Part part : file.documents()) {
            Document document = Document.parse(file, part);
            if (document.root().orElse(null) instanceof Node.Mapping root) {
                namespace = root.text("namespace");
                Stream.of("resources", "bases", "components")
                        .flatMap(key -> items(root, key))
                        .forEach(node -> resources.add(join(directory, node.text())));
                Stream.of("patches", "patchesStrategicMerge", "patchesJson6902")
                        .flatMap(key -> items(root, key))
                        .map(node -> patch(directory, node, file.line(node.at().start())))
                        .forEach(patches::add);
            }
        }
        return new Kustomization(file.path(), directory, namespace, resources, patches);
    }

    private static Stream<Node> items(Node.Mapping root, String key) {
        return root.get(key).map(Node::items).orElse(List.of()).stream().flatMap(item -> item.followed().stream());
    }

    private static Patch patch(String directory, Node node, int line) {
        if (node instanceof Node.Mapping entry) {
            String file = entry.text("path");
            return new Patch(
                    file.isEmpty() ? "" : join(directory, file), entry.text("patch"), entry.mapping("target"), line);
        }
        boolean inline = node.text().contains("\n");
        return new Patch(inline ? "" : join(directory, node.text()), inline ? node.text() : "", Optional.empty(), line);
    }

    /** Whether it says in which namespace a file's manifests are: one that builds from it, or stands above it. */
    boolean governs(String file, Collection<Kustomization> all) {
        return directory.isEmpty() || file.startsWith(directory + "/") || builds(file, all);
    }

    /** Whether it builds from a file, itself or through another. */
    boolean builds(String file, Collection<Kustomization> all) {
        Deque<Kustomization> next = new ArrayDeque<>(List.of(this));
        Set<String> seen = new HashSet<>(Set.of(path));
        while (!next.isEmpty()) {
            Kustomization one = next.poll();
            if (one.resources.contains(file)) {
                return true;
            }
            all.stream()
                    .filter(other -> one.resources.contains(other.directory) && seen.add(other.path))
                    .forEach(next::add);
        }
        return false;
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String join(String directory, String relative) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : (directory + "/" + relative).split("/", -1)) {
            if ("..".equals(name)) {
                names.pollLast();
            } else if (!name.isEmpty() && !".".equals(name)) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }
}
