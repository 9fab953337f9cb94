package dev.roadworthy.bridge.problem;

/** Why a request is not answered as asked. */
public enum Reason {
    /** The body is not JSON, or a member is of another type. */
    MALFORMED_BODY(400, "MalformedBody"),
    /** The body can be read, and cannot be meant. */
    INVALID_BODY(400, "InvalidBody"),
    /** The request itself, apart from its body, is none. */
    INVALID_REQUEST(400, "InvalidRequest"),
    /** No token, or another's. */
    UNAUTHORIZED(401, "Unauthorized"),
    NOT_FOUND(404, "NotFound"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    NOT_ACCEPTABLE(406, "NotAcceptable"),
    /** The line has this position already, or a later one. */
    NOT_NEWER(409, "NotNewer"),
    /** What is said is about an action that is over. */
    ACTION_ENDED(410, "ActionEnded"),
    PRECONDITION_FAILED(412, "PreconditionFailed"),
    BODY_TOO_LARGE(413, "BodyTooLarge"),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
    RANGE_NOT_SATISFIABLE(416, "RangeNotSatisfiable"),
    /** The bundle does not verify, or is not what the campaign says. */
    BUNDLE_REFUSED(422, "BundleRefused"),
    /** Passes by itself. */
    DATABASE_UNAVAILABLE(503, "DatabaseUnavailable"),
    /** Passes by itself, or an artifact is missing. */
    STORE_UNAVAILABLE(503, "StoreUnavailable");

    private final int status;
    private final String id;

    Reason(int status, String id) {
        this.status = status;
        this.id = id;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The name in documents and metrics. */
    public String id() {
        return id;
    }
}
