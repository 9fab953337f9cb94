package dev.roadworthy.operator;

import java.net.HttpURLConnection;

/** What a delivery comes to: its answer, and its place in the metric. Of several, the first one counts. */
enum WebhookOutcome {
    /** A pull request is looked at. */
    TOLD(HttpURLConnection.HTTP_ACCEPTED, ""),
    /** It is about no pull request. */
    NOTHING(HttpURLConnection.HTTP_NO_CONTENT, ""),
    /** Its body came before. */
    REPEATED(HttpURLConnection.HTTP_CONFLICT, "this delivery came before"),
    /** Its form is another one. */
    NO_JSON(
            HttpURLConnection.HTTP_UNSUPPORTED_TYPE,
            "expected JSON; set the webhook's content type to application/json"),
    /** Nobody can tell whose it is. */
    NO_SECRET(HttpURLConnection.HTTP_UNAVAILABLE, "the secret cannot be read here; the operator's log says why"),
    /** The repository or the secret is another one: which of both, a stranger is not told. */
    FORGED(
            HttpURLConnection.HTTP_UNAUTHORIZED,
            "no webhook of a repository with this secret; compare address and secret with the operator's values"),
    /** Its body is too long. */
    TOO_LARGE(HttpURLConnection.HTTP_ENTITY_TOO_LARGE, "the body is too large"),
    /** Too many come. */
    TOO_MANY(429, "too many requests"),
    /** It is no delivery. */
    NO_POST(HttpURLConnection.HTTP_BAD_METHOD, "expected POST"),
    /** The operator fails. */
    FAILED(HttpURLConnection.HTTP_INTERNAL_ERROR, "the operator failed; its log says why"),
    /** It took too long, and is cut. */
    TOO_SLOW(0, ""),
    /** Too many are connected, and it is cut. */
    TOO_CROWDED(0, "");

    private final int status;
    private final String text;

    WebhookOutcome(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** Of HTTP; 0 where nothing is answered. */
    int status() {
        return status;
    }

    /** What whoever set the webhook reads at the host. */
    String text() {
        return text;
    }
}
