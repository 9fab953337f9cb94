package dev.roadworthy.cli.check.plan;

import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.References.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the operator does after a merge. An upstream that changes never makes a finished one run again: it makes it out of
 * date. So what runs is what a manifest itself asks for.
 */
public final class Planner {

    private static final Effect NOTHING = new Effect(Effect.Type.NOTHING, "");

    private final Folder before;
    private final Folder after;
    private final Live live;
    private final Differences differences;
    private final Approvals approvals;
    private final Set<ObjectName> refused;
    private final Map<ObjectName, Effect> effects = new HashMap<>();

    private Planner(Folder before, Folder after, Live live, Set<ObjectName> refused) {
        this.before = before;
        this.after = after;
        this.live = live;
        this.differences = new Differences(before, after, live);
        this.approvals = Approvals.of(before, after, live, differences);
        this.refused = refused;
    }

    /**
     * What a merge of {@code after} does, in the order of namespaces, kinds and names.
     *
     * @param refused those that no API server takes
     */
    public static Plan plan(Folder before, Folder after, Live live, Set<ObjectName> refused) {
        Planner planner = new Planner(before, after, live, refused);
        TreeSet<ObjectName> names = new TreeSet<>(before.objects().keySet());
        names.addAll(after.objects().keySet());
        return new Plan(
                names.stream().map(planner::change).flatMap(Optional::stream).toList());
    }

    private Optional<Change> change(ObjectName name) {
        Difference difference = difference(name);
        Effect effect = effect(name);
        if (!difference.isChanged() && effect.type() == Effect.Type.NOTHING) {
            return Optional.empty();
        }
        @Nullable Declared now = after.objects().get(name);
        Declared shown = now == null ? Objects.requireNonNull(before.objects().get(name)) : now;
        String first = difference.fields().isEmpty()
                ? ""
                : difference.fields().getFirst().pointer();
        return Optional.of(new Change(
                name,
                difference.action(),
                difference.before(),
                shown.place(first),
                difference.fields(),
                effect,
                Costs.of(live, shown, effect),
                Releases.details(live, approvals, before.objects().get(name), shown, effect)));
    }

    private Difference difference(ObjectName name) {
        return differences.of(name);
    }

    private Effect effect(ObjectName name) {
        @Nullable Effect known = effects.get(name);
        if (known == null) {
            // Whoever refers to itself through others meets this.
            effects.put(name, NOTHING);
            known = decide(name);
            effects.put(name, known);
        }
        return known;
    }

    private Effect decide(ObjectName name) {
        Difference difference = difference(name);
        boolean release = name.target().kind() == Kind.EDGE_RELEASE;
        if (refused.contains(name) || !difference.valid()) {
            return new Effect(Effect.Type.UNKNOWN, "its manifest is refused; see what is wrong with it");
        }
        return switch (difference.action()) {
            case DELETED ->
                new Effect(
                        Effect.Type.REMOVED,
                        release
                                ? "vehicles keep what they run, and nothing more is offered"
                                : "its Jobs go with it; what it made stays in the artifact store");
            case CREATED ->
                cached(name)
                        .orElseGet(() -> new Effect(release ? Effect.Type.RELEASES : Effect.Type.RUNS, "it is new"));
            case RENAMED -> renamed(name, Objects.requireNonNull(difference.before()));
            case CHANGED, UNCHANGED -> changed(name, difference);
        };
    }

    private Effect renamed(ObjectName name, ObjectName before) {
        return switch (name.target().kind()) {
            case TRAINING_RUN, EVALUATION ->
                cached(name)
                        .orElseGet(() -> differences.resolution().isSameInput(name, before)
                                ? new Effect(
                                        Effect.Type.CACHED,
                                        "it was %s: what that one made of the same input is taken, once it is there"
                                                .formatted(before))
                                : new Effect(
                                        Effect.Type.RUNS,
                                        "it was %s, and what it names comes to something else now".formatted(before)));
            case DATASET, ANNOTATION_JOB ->
                new Effect(Effect.Type.RUNS, "it was %s, and looks anew at what lies there".formatted(before));
            case EDGE_RELEASE ->
                new Effect(Effect.Type.RELEASES, "it was %s, and needs an approval of its own".formatted(before));
        };
    }

    private Optional<Effect> cached(ObjectName name) {
        return Cached.of(differences.resolution(), name);
    }

    private Effect changed(ObjectName name, Difference difference) {
        if (!difference.inputs().isEmpty()) {
            return cached(name)
                    .orElseGet(() -> new Effect(
                            name.target().kind() == Kind.EDGE_RELEASE ? Effect.Type.RELEASES : Effect.Type.RUNS,
                            difference.first()));
        }
        Effect own = difference.means().isEmpty()
                ? NOTHING
                : Means.effect(name.target().kind(), difference.means());
        return own.type() == Effect.Type.NOTHING ? upstream(name).orElse(own) : own;
    }

    private Optional<Effect> upstream(ObjectName name) {
        Declared declared = Objects.requireNonNull(after.objects().get(name));
        @Nullable Declared old = before.objects().get(name);
        return declared.references().stream()
                .map(Named::target)
                // What is named anew was compared by what it comes to.
                .filter(target -> old == null
                        || old.references().stream().map(Named::target).anyMatch(target::equals))
                .map(name::sibling)
                .map(upstream -> upstream(name, upstream))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Effect> upstream(ObjectName name, ObjectName upstream) {
        if (!before.objects().containsKey(upstream) && !after.objects().containsKey(upstream)) {
            return Optional.empty();
        }
        Kind kind = name.target().kind();
        Effect there = effect(upstream);
        if (there.type() == Effect.Type.REMOVED) {
            return Optional.of(new Effect(Effect.Type.OUT_OF_DATE, "%s is gone".formatted(upstream)));
        }
        if (isNew(upstream)) {
            return kind == Kind.EDGE_RELEASE
                    ? Optional.empty()
                    : cached(name)
                            .or(() -> Optional.of(
                                    new Effect(Effect.Type.RUNS, "%s, which it waits for, comes".formatted(upstream))));
        }
        return concerns(kind, upstream, there)
                ? Optional.of(new Effect(Effect.Type.OUT_OF_DATE, because(kind, upstream, there)))
                : Optional.empty();
    }

    private boolean isNew(ObjectName name) {
        return !before.objects().containsKey(name) && live.find(name).isEmpty();
    }

    /** Whether a finished one is told that its upstream is another now. */
    private boolean concerns(Kind kind, ObjectName upstream, Effect there) {
        return switch (kind) {
            // What was selected and labelled stays what it is.
            case ANNOTATION_JOB -> false;
            case DATASET -> there.isNewResult();
            case TRAINING_RUN -> there.isNewResult() && !difference(upstream).isOfSlicesAlone();
            case EVALUATION ->
                there.isNewResult()
                        || (upstream.target().kind() == Kind.TRAINING_RUN && there.type() == Effect.Type.OUT_OF_DATE);
            case EDGE_RELEASE ->
                there.isNewResult()
                        || there.type() == Effect.Type.OUT_OF_DATE
                        || there.type() == Effect.Type.JUDGED_AGAIN;
        };
    }

    private static String because(Kind kind, ObjectName upstream, Effect there) {
        String what =
                switch (there.type()) {
                    case OUT_OF_DATE -> "%s is out of date".formatted(upstream);
                    case JUDGED_AGAIN -> "%s is judged by other gates".formatted(upstream);
                    default -> "once %s has another result (%s)".formatted(upstream, there.why());
                };
        return kind == Kind.EDGE_RELEASE
                ? what + "; what is signed stays released, and what is not needs another approval"
                : what + "; it does not run again by itself";
    }
}
