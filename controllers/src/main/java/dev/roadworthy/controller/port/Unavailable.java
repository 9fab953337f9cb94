package dev.roadworthy.controller.port;

/** An outside system did not answer, or not in time: worth another try. The message says which and what to look at. */
public final class Unavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
        super(message);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
