package dev.roadworthy.cli.check.validation;

import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.References.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a manifest names is there: in the folder, or in the cluster.
 *
 * @param there objects of the cluster; null where none was asked
 */
record ReferenceRule(Folder before, Folder after, @Nullable Set<ObjectName> there) {

    List<Finding> check(Declared declared) {
        return declared.references().stream()
                .map(named -> check(declared, named))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> check(Declared declared, Named named) {
        ObjectName name = declared.name().sibling(named.target());
        if (after.objects().containsKey(name)) {
            return Optional.empty();
        }
        String field = SchemaRule.path(named.pointer());
        if (before.objects().containsKey(name)) {
            return Optional.of(Finding.error(
                    Rule.REFERENCE,
                    declared,
                    named.pointer(),
                    "%s names %s, which this change takes away; keep it, or name another".formatted(field, name)));
        }
        if (there == null) {
            return Optional.of(Finding.warning(
                    Rule.REFERENCE,
                    declared,
                    named.pointer(),
                    "%s names %s, which is not in this folder; whether it is in the cluster was not asked"
                            .formatted(field, name)));
        }
        return there.contains(name)
                ? Optional.empty()
                : Optional.of(Finding.error(
                        Rule.REFERENCE,
                        declared,
                        named.pointer(),
                        "%s names %s, which is neither in this folder nor in namespace %s; add it, or name another"
                                .formatted(field, name, name.namespace())));
    }
}
