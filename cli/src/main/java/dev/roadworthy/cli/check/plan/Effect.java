package dev.roadworthy.cli.check.plan;

import java.util.Locale;

/**
 * What the operator does about an object after a merge.
 *
 * @param why a sentence for people
 */
public record Effect(Type type, String why) {

    /** What it comes to. */
    public enum Type {
        /** A new input: it is indexed, labelled, trained or measured. */
        RUNS,
        /** An input that has a result already: that one is taken, and nothing runs. */
        CACHED,
        /** What was measured is held against other limits, and nothing runs. */
        JUDGED_AGAIN,
        /** Another release: a candidate that has to be approved, signed and packed. */
        RELEASES,
        /** The same release goes on in another way. */
        ROLLS_OUT,
        /** It stays as it is, and is no longer about what its references name. */
        OUT_OF_DATE,
        /** It goes. What it made stays in the artifact store. */
        REMOVED,
        /** Nothing. */
        NOTHING,
        /** It is refused, so nobody can say. */
        UNKNOWN;

        /** As people read it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether whoever refers to it meets another result than before. */
    boolean isNewResult() {
        return type == Type.RUNS || type == Type.CACHED;
    }
}
