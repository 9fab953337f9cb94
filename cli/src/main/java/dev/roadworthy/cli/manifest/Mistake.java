package dev.roadworthy.cli.manifest;

import dev.roadworthy.cli.object.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Why something in a file declares no object.
 *
 * @param object that it is about; null where none is known
 * @param message what is wrong, and what to do
 */
public record Mistake(Type type, Place place, @Nullable ObjectName object, String message) {

    /** What is mistaken. */
    public enum Type {
        /** The file is no YAML and no JSON, or has an object that stands somewhere else already. */
        FILE,
        /** An object of our group has no kind of ours, or no name. */
        OBJECT
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(place, message);
    }
}
