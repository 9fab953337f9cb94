package dev.roadworthy.git.webhook;

/** What a delivery comes to. */
public sealed interface Verdict {

    /**
     * A pull request may have changed.
     *
     * @param pullRequest its number
     */
    record Changed(long pullRequest) implements Verdict {}

    /** It is genuine, and about no pull request: a ping, or an event that nobody waits for. */
    record Nothing() implements Verdict {}

    /** It is genuine, and its body came before. */
    record Repeated() implements Verdict {}

    /** It is genuine, and its body is no JSON: the webhook is set to another form. */
    record NoJson() implements Verdict {}

    /** It is not proven to be the host's. */
    record Forged() implements Verdict {}
}
