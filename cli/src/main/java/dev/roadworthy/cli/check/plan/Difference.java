package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.check.plan.Change.Action;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import dev.roadworthy.contract.Digest;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an object's own manifest differs between two revisions.
 *
 * @param before the name under which the same spec stood before; null where it is no other
 * @param inputs fields that can change the result
 * @param means fields that cannot
 * @param valid whether the operator could read both specs
 */
record Difference(
        Action action, @Nullable ObjectName before, List<FieldChange> inputs, List<FieldChange> means, boolean valid) {

    /** @param references what a name in the object's spec comes to */
    static Difference of(ObjectName name, Folder before, Folder after, Function<Target, Digest> references) {
        @Nullable Declared old = before.objects().get(name);
        @Nullable Declared now = after.objects().get(name);
        if (now == null) {
            return plain(Action.DELETED, null, true);
        }
        if (old == null) {
            @Nullable ObjectName same = renamed(now, before, after);
            return plain(same == null ? Action.CREATED : Action.RENAMED, same, isValid(now));
        }
        Kind kind = name.target().kind();
        return of(old.spec(), now.spec(), spec -> Inputs.of(kind, spec, references));
    }

    private static Difference plain(Action action, @Nullable ObjectName before, boolean valid) {
        return new Difference(action, before, List.of(), List.of(), valid);
    }

    private static boolean isValid(Declared declared) {
        try {
            return Inputs.of(declared.name().target().kind(), declared.spec()) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** One that goes, of the same kind and with the same spec. */
    private static @Nullable ObjectName renamed(Declared now, Folder before, Folder after) {
        return before.objects().values().stream()
                .filter(old -> !after.objects().containsKey(old.name()))
                .filter(old -> old.name().namespace().equals(now.name().namespace())
                        && old.name().target().kind() == now.name().target().kind()
                        && FieldChange.between(old.spec(), now.spec()).isEmpty())
                .map(Declared::name)
                .findFirst()
                .orElse(null);
    }

    /** Each change is tried alone: where the input is another one with it, it is of an input. */
    private static Difference of(JsonNode before, JsonNode after, Function<JsonNode, Digest> inputs) {
        List<FieldChange> changes = FieldChange.between(before, after);
        if (changes.isEmpty()) {
            return plain(Action.UNCHANGED, null, true);
        }
        try {
            Digest input = inputs.apply(before);
            List<FieldChange> decisive = changes.stream()
                    .filter(change -> isOther(inputs, input, change.in(before)))
                    .toList();
            boolean isOther = !input.equals(inputs.apply(after));
            return new Difference(
                    Action.CHANGED,
                    null,
                    // Changes that undo each other change no input; those that do only together are all of them.
                    isOther ? decisive.isEmpty() ? changes : decisive : List.of(),
                    isOther
                            ? changes.stream()
                                    .filter(change -> !decisive.isEmpty() && !decisive.contains(change))
                                    .toList()
                            : changes,
                    true);
        } catch (IllegalArgumentException e) {
            return new Difference(Action.CHANGED, null, List.of(), changes, false);
        }
    }

    private static boolean isOther(Function<JsonNode, Digest> inputs, Digest input, JsonNode spec) {
        try {
            return !input.equals(inputs.apply(spec));
        } catch (IllegalArgumentException e) {
            // Half of a change may be no spec; then it is a matter of inputs.
            return true;
        }
    }

    boolean isChanged() {
        return action != Action.UNCHANGED;
    }

    /** Whether only views of a Dataset change: its rows, and so its digest, stay. */
    boolean isOfSlicesAlone() {
        return !inputs.isEmpty() && inputs.stream().allMatch(change -> change.isOf("slices"));
    }

    List<FieldChange> fields() {
        return Stream.concat(inputs.stream(), means.stream()).toList();
    }

    String first() {
        return Objects.toString(inputs.getFirst());
    }
}
