package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.check.plan.Change.Action;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import dev.roadworthy.contract.Digest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the objects of two revisions differ, and what names come to in the later one. */
final class Differences {

    private final Folder before;
    private final Folder after;
    private final Resolution resolution;
    private final Map<ObjectName, Difference> known = new HashMap<>();

    Differences(Folder before, Folder after, Live live) {
        this.before = before;
        this.after = after;
        this.resolution = new Resolution(after, live, this::isUntouched);
    }

    /** What references come to after the merge. */
    Resolution resolution() {
        return resolution;
    }

    Difference of(ObjectName name) {
        @Nullable Difference difference = known.get(name);
        if (difference == null) {
            difference = Difference.of(name, before, after, target -> digest(name, target));
            known.put(name, difference);
        }
        return difference;
    }

    /** What a name in a spec comes to. Where nobody knows, it stands for itself, or for the name that it had. */
    private Digest digest(ObjectName by, Target target) {
        return resolution.digest(by, target).orElseGet(() -> {
            ObjectName upstream = by.sibling(target);
            @Nullable ObjectName was = target.kind() == Kind.TRAINING_RUN ? of(upstream).before() : null;
            return was != null && resolution.isSameInput(upstream, was)
                    ? digest(by, was.target())
                    : Inputs.standIn(target);
        });
    }

    /** Whether the merge leaves a result as it is. */
    boolean isUntouched(ObjectName name) {
        if (!before.objects().containsKey(name) && !after.objects().containsKey(name)) {
            return true;
        }
        Difference difference = of(name);
        return difference.inputs().isEmpty()
                && (difference.action() == Action.CHANGED || difference.action() == Action.UNCHANGED);
    }
}
