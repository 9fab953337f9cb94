package dev.roadworthy.story;

import org.jspecify.annotations.Nullable;

/** The story does not hold. The message says what was expected, and what was seen. */
final class StoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoryException(String message) {
        super(message);
    }

    /** Ends the story unless something holds. */
    static void unless(boolean holds, String expectation, @Nullable Object seen) {
        if (!holds) {
            throw new StoryException("expected: %s%nseen: %s".formatted(expectation, seen));
        }
    }
}
