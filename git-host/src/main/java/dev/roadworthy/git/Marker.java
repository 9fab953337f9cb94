package dev.roadworthy.git;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.git.host.PullRequests.Text;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What we leave at the end of a pull request's body to know it again, as a comment that hosts do not show.
 *
 * @param intent what the pull request is for
 * @param text of what we wrote, to tell it from what a person made of it
 */
record Marker(Digest intent, Digest text) {

    private static final String DIGEST = "(sha256:[0-9a-f]{64})";
    private static final Pattern FORM = Pattern.compile("<!-- roadworthy intent=%s text=%<s -->".formatted(DIGEST));

    /** A text with its marker. */
    static Text mark(Digest intent, Text text) {
        Marker marker = new Marker(intent, digest(text));
        return new Text(
                text.title(),
                "%s\n\n<!-- roadworthy intent=%s text=%s -->".formatted(text.body(), marker.intent, marker.text));
    }

    /** The last one in a body; empty where there is none, or somebody has deleted it. */
    static Optional<Marker> in(Text text) {
        return FORM.matcher(text.body())
                .results()
                .reduce((first, second) -> second)
                .map(found -> new Marker(new Digest(found.group(1)), new Digest(found.group(2))));
    }

    /** Whether a text with this marker is as we wrote it, before the marker and behind it. */
    boolean isUntouched(Text marked) {
        String body = marked.body();
        return FORM.matcher(body)
                .results()
                .reduce((first, second) -> second)
                .map(last -> body.substring(0, last.start()) + body.substring(last.end()))
                .filter(unmarked -> digest(new Text(marked.title(), unmarked)).equals(text))
                .isPresent();
    }

    /** Of what hosts keep: they change the ends of lines and of texts. */
    private static Digest digest(Text text) {
        return Digest.of(
                (text.title().strip() + "\n" + text.body().replace("\r\n", "\n").strip())
                        .getBytes(StandardCharsets.UTF_8));
    }
}
