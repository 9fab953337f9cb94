package dev.roadworthy.git.manifest;

/** What setting a field of a manifest comes to. */
public sealed interface Edit {

    /** The file in the repository. */
    String path();

    /** The field has the value already. */
    record Unchanged(String path) implements Edit {}

    /**
     * The whole file, with that field changed and every other byte as it was.
     *
     * @param content its new bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Changed(String path, byte[] content) implements Edit {}
}
