package dev.roadworthy.controller.port;

/** An outside system answered, and said no. The message says to what, and what to do. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }
}
