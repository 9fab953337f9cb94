package dev.roadworthy.bridge.store;

/** The database does not do what it is asked; nothing was changed. Another try may succeed. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
