package dev.roadworthy.git.manifest;

import java.util.List;

/**
 * One stretch of a file replaced, and what that has to do to its document.
 *
 * @param start first offset in the text that goes
 * @param end behind the last one that goes
 * @param text that comes
 * @param from first event of the document that goes
 * @param to behind the last one that goes
 * @param events that come, as {@link Document#events} has them
 */
record Splice(int start, int end, String text, int from, int to, List<Document.Said> events) {

    /** Whether a document became another by these events and nothing else. */
    boolean explains(Document before, Document after) {
        List<Document.Said> old = before.events();
        List<Document.Said> now = after.events();
        int comes = from + events.size();
        return now.size() == old.size() - (to - from) + events.size()
                && now.subList(0, from).equals(old.subList(0, from))
                && now.subList(from, comes).equals(events)
                && now.subList(comes, now.size()).equals(old.subList(to, old.size()));
    }
}
