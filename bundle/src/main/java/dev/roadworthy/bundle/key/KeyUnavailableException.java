package dev.roadworthy.bundle.key;

import org.jspecify.annotations.Nullable;

/** A key that should sign did not: it cannot be reached, may not be used, or is not the key that it says it is. */
public final class KeyUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public KeyUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
