package dev.roadworthy.bridge.problem;

import jakarta.ws.rs.core.HttpHeaders;

/** What fails now, and may succeed in a while. */
public final class Later {

    private static final int SECONDS = 30;

    private Later() {}

    /** Puts a request off. */
    public static ProblemException of(Reason reason, String what, String where) {
        return new ProblemException(reason, what, where, "ask again in %d seconds".formatted(SECONDS))
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(SECONDS));
    }
}
