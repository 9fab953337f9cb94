package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.object.References;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line of objects as a tree: each with how it stands, and below it what it is made of.
 *
 * @param objects all of a namespace
 */
record Line(Map<Target, GenericKubernetesResource> objects) {

    Line {
        objects = Map.copyOf(objects);
    }

    /** Those that no other one names, releases first. */
    List<Target> ends() {
        Set<Target> named = new HashSet<>();
        objects.forEach((target, object) -> named.addAll(References.of(target.kind(), object)));
        return objects.keySet().stream()
                .filter(target -> !named.contains(target))
                .sorted((a, b) -> a.kind() == b.kind()
                        ? a.name().compareTo(b.name())
                        : b.kind().compareTo(a.kind()))
                .toList();
    }

    /** The trees of these. What stands there already is not opened again. */
    String tree(List<Target> tops) {
        StringBuilder text = new StringBuilder();
        Set<Target> opened = new LinkedHashSet<>();
        for (Target top : tops) {
            text.append(line(top, opened)).append('\n');
            branches(top, "", opened, text);
        }
        return text.toString();
    }

    private void branches(Target above, String indent, Set<Target> opened, StringBuilder text) {
        if (!opened.add(above)) {
            return;
        }
        List<Target> below = below(above);
        for (int i = 0; i < below.size(); i++) {
            boolean last = i == below.size() - 1;
            Target target = below.get(i);
            text.append(indent)
                    .append(last ? "└─ " : "├─ ")
                    .append(line(target, opened))
                    .append('\n');
            branches(target, indent + (last ? "   " : "│  "), opened, text);
        }
    }

    private List<Target> below(Target target) {
        @Nullable GenericKubernetesResource object = objects.get(target);
        return object == null ? List.of() : new ArrayList<>(References.of(target.kind(), object));
    }

    private String line(Target target, Set<Target> opened) {
        if (opened.contains(target)) {
            return "%s  (above)".formatted(target);
        }
        @Nullable GenericKubernetesResource object = objects.get(target);
        return "%s  %s".formatted(target, object == null ? Standing.MISSING : Standing.of(object));
    }
}
