package dev.roadworthy.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An in-toto statement v1.
 *
 * @param type {@value #TYPE}
 * @param subject what it speaks about
 * @param predicateType what kind of thing it says
 * @param predicate what it says: a record to write, a tree when read
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto statement v1</a>
 */
public record InTotoStatement<T>(
        @JsonProperty("_type") String type, List<Subject> subject, String predicateType, T predicate) {

    public static final String TYPE = "https://in-toto.io/Statement/v1";

    private static final String SHA256 = "sha256";

    public InTotoStatement {
        if (!required(type, "_type").equals(TYPE)) {
            throw new IllegalArgumentException("the statement's _type is '%s'; expected '%s'".formatted(type, TYPE));
        }
        subject = List.copyOf(required(subject, "subject"));
        required(predicateType, "predicateType");
        required(predicate, "predicate");
    }

    /** A statement about these subjects. */
    public static <T> InTotoStatement<T> of(List<Subject> subject, String predicateType, T predicate) {
        return new InTotoStatement<>(TYPE, subject, predicateType, predicate);
    }

    /**
     * A thing, by its digest.
     *
     * @param name what it is called
     * @param digest by algorithm, in hex; {@code sha256} here
     * @param annotations facts about it, or null
     */
    public record Subject(
            String name,
            Map<String, String> digest,
            @Nullable Map<String, Long> annotations) {

        public Subject {
            required(name, "name");
            digest = Map.copyOf(required(digest, "digest"));
            annotations = annotations == null ? null : Map.copyOf(annotations);
        }

        /** A subject with its SHA-256. */
        public static Subject of(String name, Digest digest, @Nullable Map<String, Long> annotations) {
            return new Subject(name, Map.of(SHA256, digest.hex()), annotations);
        }

        /**
         * Its SHA-256.
         *
         * @throws IllegalArgumentException where it has none, or others beside it
         */
        public Digest sha256() {
            if (!digest.keySet().equals(Set.of(SHA256))) {
                throw new IllegalArgumentException("the digest of '%s' is not exactly a sha256".formatted(name));
            }
            return new Digest("sha256:" + digest.get(SHA256));
        }
    }

    /**
     * A thing that a predicate names: by its digest, by a place, or both.
     *
     * @param name what it is there
     * @param uri where it lies; null where its digest says that
     * @param digest by algorithm, in hex; null where none is known
     * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md">ResourceDescriptor</a>
     */
    public record Resource(
            String name, @Nullable String uri, @Nullable Map<String, String> digest) {

        /** The digest of a commit, as SLSA calls it: SHA-1 or SHA-256. */
        public static final String GIT_COMMIT = "gitCommit";

        /** A thing with its SHA-256. */
        public static Resource of(String name, Digest digest) {
            return new Resource(name, null, Map.of(SHA256, digest.hex()));
        }

        /** A commit, and a page or repository that has it; null for none. */
        public static Resource commit(String name, @Nullable String uri, String commit) {
            return new Resource(name, uri, Map.of(GIT_COMMIT, commit));
        }

        /** A place without a digest. */
        public static Resource place(String name, String uri) {
            return new Resource(name, uri, null);
        }

        /** Its SHA-256; null where it has none. */
        public @Nullable Digest sha256() {
            String hex = digest == null ? null : digest.get(SHA256);
            return hex == null ? null : new Digest("sha256:" + hex);
        }
    }

    // Readers that check nothing else of a document rely on it.
    private static <V> V required(@Nullable V value, String member) {
        if (value == null) {
            throw new IllegalArgumentException("the member '%s' is missing".formatted(member));
        }
        return value;
    }
}
