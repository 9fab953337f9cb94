package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a run: a Job that an object has, from its start to its end. It is kept in the artifact store until whoever
 * collects lineage has it.
 *
 * @param format {@link #FORMAT}
 * @param type what happened
 * @param at when the operator decided so, RFC 3339
 * @param owner whose run it is
 * @param job the Job: another input, or the same one tried again, has another
 * @param step what the Job does, for example {@code index}
 * @param facts what is known of the run by then
 * @param message why it came to no result, as a sentence; null where it did, or goes on
 */
public record RunEvent(
        int format,
        Type type,
        String at,
        Owner owner,
        String job,
        String step,
        Facts facts,
        @Nullable String message) {

    /** The format of the document. */
    public static final int FORMAT = 1;

    /** What happens to a run, as OpenLineage calls it. */
    public enum Type {
        /** The Job is wanted. */
        START,
        /** It has a result. */
        COMPLETE,
        /** Nobody wants it any more, or something outside kept it from its end. */
        ABORT,
        /** Its input, its means or its result are wrong. */
        FAIL
    }

    /**
     * The object whose run it is.
     *
     * @param uid of this object: another one of its name has another
     */
    public record Owner(String kind, String namespace, String name, String uid) {}

    /**
     * What is known of a run.
     *
     * @param inputs what it reads
     * @param outputs what it has made
     * @param checks limits on the inputs, as they were judged on the result
     * @param gates limits on what was measured
     * @param code where the code is from; null where nobody said
     */
    public record Facts(
            List<Data> inputs,
            List<Data> outputs,
            List<Limit> checks,
            List<Limit> gates,
            @Nullable Code code) {

        public static final Facts NONE = new Facts(List.of(), List.of(), List.of(), List.of(), null);

        /** What goes in, of a run that has made nothing yet. */
        public static Facts of(List<Data> inputs) {
            return new Facts(inputs, List.of(), List.of(), List.of(), null);
        }
    }

    /**
     * Data in a store.
     *
     * @param uri where it lies, for example {@code s3://bucket/key}
     * @param digest which it is; null of recordings, which have a place alone
     */
    public record Data(String uri, @Nullable Digest digest) {}

    /**
     * A limit with what was measured.
     *
     * @param name what is limited
     * @param limit for example {@code max 0.5}
     * @param value what was measured; null for nothing
     */
    public record Limit(
            String name, Kept kept, String limit, @Nullable String value) {}

    /** Whether a limit is kept. */
    public enum Kept {
        YES,
        NO,
        /** There is too little to tell. */
        UNKNOWN
    }

    /**
     * A commit.
     *
     * @param place a repository, or a page that has it
     */
    public record Code(String place, String commit) {}
}
