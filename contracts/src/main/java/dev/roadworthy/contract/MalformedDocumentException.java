package dev.roadworthy.contract;

import org.jspecify.annotations.Nullable;

/** Bytes that are not the document they should be. The message says which, and what is wrong with it. */
public final class MalformedDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedDocumentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
