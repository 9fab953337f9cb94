package dev.roadworthy.bundle;

/** Why a bundle is refused. The names are reported by vehicles and never change their meaning. */
public enum RefusalCode {
    /** The archive is not laid out as the one writer lays it out. */
    MALFORMED_ARCHIVE,
    /** The archive ends too early. */
    TRUNCATED,
    /** Something follows the end of the archive. */
    TRAILING_BYTES,
    /** A document or the bundle is larger than the reader's limits allow. */
    TOO_LARGE,
    /** The archive has a file that the release does not list at this place. */
    UNEXPECTED_FILE,
    /** The archive ends before a file that the release lists. */
    MISSING_FILE,
    /** A file is not of the size that the release lists. */
    SIZE_MISMATCH,
    /** A file does not have the digest that the release lists. */
    DIGEST_MISMATCH,
    /** The whole archive does not have the digest that was expected. */
    BUNDLE_MISMATCH,

    /** A signed document is not a Sigstore bundle around a DSSE envelope. */
    MALFORMED_ENVELOPE,
    /** A signed document has no signature or several. */
    SIGNATURE_COUNT,
    /** What is signed is of another kind than an in-toto statement. */
    WRONG_PAYLOAD_TYPE,
    /** The trust store has no key of that id. */
    UNKNOWN_KEY,
    /** The signature is not one of that key over these bytes. */
    BAD_SIGNATURE,
    /** The key is trusted, but not for this model line. */
    KEY_NOT_ALLOWED,
    /** What is signed is not the release that was chosen, or not the statement beside which the signature lies. */
    PAYLOAD_MISMATCH,
    /** The statement is signed and still not what it should be. */
    MALFORMED_STATEMENT,
    /** The statement says something of another kind. */
    WRONG_PREDICATE_TYPE,
    /** What was approved is not what is released. */
    NOT_APPROVED,

    /** The release is of another model line. */
    WRONG_LINE,
    /** The installed release is the same one or a later one. */
    NOT_NEWER,
    /** A later release has revoked this one. */
    BELOW_FLOOR,
    /** The model was not evaluated for this hardware. */
    WRONG_HARDWARE,
    /** The vehicle's ONNX Runtime is outside the range of the release. */
    RUNTIME_OUT_OF_RANGE,
    /** Too little space is free. */
    NO_SPACE,
    /** The time for an installation of this release is over. */
    EXPIRED,

    /** A name in the model's statement is absolute, leads outside, or is not a plain relative path. */
    UNSAFE_PATH,
    /** The model's statement is over shards, over another hash, or over symbolic links. */
    UNSUPPORTED_SERIALIZATION,
    /** The digest over the model's files is not the one that is signed. */
    MODEL_ROOT_MISMATCH,
    /** A file in the model's directory is not signed. */
    MODEL_FILE_UNSIGNED,
    /** A signed file is not in the model's directory. */
    MODEL_FILE_MISSING,
    /** A file in the model's directory has other content than the signed one. */
    MODEL_FILE_CHANGED,
    /** Something in the model's directory is neither a file nor a directory. */
    MODEL_NOT_A_FILE;

    /**
     * The refusal with this code, to be thrown.
     *
     * @param where the document, file or field
     * @param message what is wrong, what was expected, what to do
     */
    public RefusedException at(String where, String message) {
        return new RefusedException(new Refusal(this, where, message));
    }
}
