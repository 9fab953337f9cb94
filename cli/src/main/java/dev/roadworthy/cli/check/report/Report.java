package dev.roadworthy.cli.check.report;

import dev.roadworthy.cli.check.plan.Plan;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.object.ObjectName;
import java.util.List;
import java.util.SortedMap;

/**
 * What a check came to.
 *
 * @param folder from the root of the repository
 * @param before name of the earlier revision
 * @param after name of the later one
 * @param checked all objects of the later revision, with their files
 * @param unchecked what nobody looked at, and why
 */
public record Report(
        String folder,
        String before,
        String after,
        Plan plan,
        List<Finding> findings,
        SortedMap<ObjectName, String> checked,
        List<String> unchecked) {

    /** How many findings are this bad. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
