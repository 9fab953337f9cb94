package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.MalformedDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Statements of the index, many at once: with all of a large ledger, reading them is most of an answer. */
final class Entries {

    private Entries() {}

    /**
     * Reads bodies of statements.
     *
     * @return in the order of their digests
     * @throws LineageException where one is none
     */
    static List<Entry> read(List<String> bodies) throws LineageException {
        try {
            return bodies.parallelStream()
                    .map(Entries::read)
                    .sorted(Comparator.comparing(entry -> entry.digest().value()))
                    .toList();
        } catch (Damaged e) {
            throw LineageException.damaged(
                    "the index is damaged: %s; delete it, and it is made anew".formatted(e.getMessage()));
        }
    }

    private static Entry read(String body) {
        try {
            return Entry.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedDocumentException e) {
            throw new Damaged(e);
        }
    }

    private static final class Damaged extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Damaged(MalformedDocumentException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
