package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A field that two specs have differently.
 *
 * @param steps that lead to it from the spec: names of members, and indices of items
 * @param before missing where there was none
 * @param after missing where there is none
 */
public record FieldChange(List<String> steps, JsonNode before, JsonNode after) {

    private static final int MOST_CHARACTERS = 60;

    /** All of them, in the order of the later spec. Lists of the same length are compared item by item, others as a whole. */
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        compare(List.of(), before, after, changes);
        return changes;
    }

    private static void compare(List<String> steps, JsonNode before, JsonNode after, List<FieldChange> changes) {
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            after.fieldNames().forEachRemaining(names::add);
            before.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(with(steps, name), before.path(name), after.path(name), changes));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < after.size(); i++) {
                compare(with(steps, Integer.toString(i)), before.path(i), after.path(i), changes);
            }
        } else if (!isSame(before, after)) {
            changes.add(new FieldChange(steps, before, after));
        }
    }

    /** 1 and 1.0 are the same to the API server, and so are a null and nothing. */
    private static boolean isSame(JsonNode before, JsonNode after) {
        boolean nothing = (before.isNull() || before.isMissingNode()) && (after.isNull() || after.isMissingNode());
        boolean numbers = before.isNumber() && after.isNumber();
        return nothing || (numbers ? before.decimalValue().compareTo(after.decimalValue()) == 0 : before.equals(after));
    }

    private static List<String> with(List<String> steps, String last) {
        List<String> all = new ArrayList<>(steps);
        all.add(last);
        return List.copyOf(all);
    }

    /** The spec of before with this change alone. */
    JsonNode in(JsonNode spec) {
        if (steps.isEmpty()) {
            return after;
        }
        JsonNode copy = spec.deepCopy();
        JsonNode parent = copy;
        for (String step : steps.subList(0, steps.size() - 1)) {
            parent = parent instanceof ArrayNode list ? list.get(Integer.parseInt(step)) : parent.path(step);
        }
        String last = steps.getLast();
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), after);
        } else if (parent instanceof ObjectNode object) {
            if (after instanceof MissingNode) {
                object.remove(last);
            } else {
                object.set(last, after);
            }
        }
        return copy;
    }

    /** As people write it, for example {@code spec.slices[0].where}. */
    public String path() {
        StringBuilder path = new StringBuilder("spec");
        for (String step : steps) {
            path.append(
                    step.matches("[0-9]+")
                            ? "[" + step + "]"
                            : step.matches("[A-Za-z0-9_-]+") ? "." + step : "['" + step + "']");
        }
        return path.toString();
    }

    /** From the top of the manifest, RFC 6901. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder("/spec");
        steps.forEach(step -> pointer.append('/').append(step.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    /** Whether it is below this field of the spec, or the field itself. */
    boolean isOf(String field) {
        return !steps.isEmpty() && steps.getFirst().equals(field);
    }

    /** The same change seen at a field that it holds, for example at {@code spec.rollout.paused} where all of rollout comes. */
    Optional<FieldChange> at(String path) {
        if (path.equals(path())) {
            return Optional.of(this);
        }
        if (!path.startsWith(path() + ".")) {
            return Optional.empty();
        }
        List<String> below = List.of(path.substring(path().length() + 1).split("\\."));
        String pointer = "/" + String.join("/", below);
        JsonNode old = before.at(pointer);
        JsonNode now = after.at(pointer);
        return isSame(old, now)
                ? Optional.empty()
                : Optional.of(new FieldChange(
                        Stream.concat(steps.stream(), below.stream()).toList(), old, now));
    }

    @Override
    public String toString() {
        return "%s: %s → %s".formatted(path(), shown(before), shown(after));
    }

    /** A value in a line. */
    public static String shown(JsonNode value) {
        String text = value.isMissingNode() || value.isNull()
                ? "none"
                : value.isTextual() ? value.asText() : value.toString();
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS - 1) + "…";
    }
}
