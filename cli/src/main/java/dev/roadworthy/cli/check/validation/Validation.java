package dev.roadworthy.cli.check.validation;

import dev.roadworthy.cli.check.plan.Approvals;
import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that can be said about the later of two revisions without applying it. */
public final class Validation {

    private Validation() {}

    /**
     * What is wrong.
     *
     * @param live objects of the cluster; null where none was asked
     */
    public static List<Finding> of(Folder before, Folder after, @Nullable Live live) {
        List<Finding> findings = new ArrayList<>(after.findings());
        Map<Kind, SchemaRule> schemas = new EnumMap<>(Kind.class);
        Map<Kind, CelRule> rules = new EnumMap<>(Kind.class);
        ReferenceRule references = new ReferenceRule(
                before, after, live == null ? null : live.objects().keySet());
        LeakageRule leakage = new LeakageRule(after);
        ApprovalRule approval =
                new ApprovalRule(before, Approvals.of(before, after, live == null ? Live.UNKNOWN : live));
        for (Declared declared : after.objects().values()) {
            Kind kind = declared.name().target().kind();
            List<Finding> fields =
                    schemas.computeIfAbsent(kind, SchemaRule::new).check(declared);
            findings.addAll(fields);
            if (fields.isEmpty()) {
                // A rule speaks of fields that are there and of their types.
                findings.addAll(rules.computeIfAbsent(kind, CelRule::new).check(declared));
                approval.check(declared).ifPresent(findings::add);
            }
            findings.addAll(leakage.check(declared));
            findings.addAll(references.check(declared));
        }
        return findings;
    }
}
