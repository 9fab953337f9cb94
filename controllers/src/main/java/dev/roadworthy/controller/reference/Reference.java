package dev.roadworthy.controller.reference;

/**
 * What a reference by name comes to. A reference that does not resolve is a value with the fix in its message, no error.
 *
 * @param <P> what is pinned of the object that is referred to
 */
public sealed interface Reference<P> {

    /** The condition of a finished result: whether its references still come to what was pinned for it. */
    String CURRENT = "Current";

    /** The object is there, its result is too and speaks of its spec of now. */
    record Resolved<P>(P pin) implements Reference<P> {}

    /** No such object is there. */
    record Dangling<P>(String message) implements Reference<P> {}

    /** The object is there, and has no result that speaks of its spec of now. */
    record Stale<P>(String message) implements Reference<P> {}
}
