package dev.roadworthy.contract;

/**
 * An immutable object in the artifact store.
 *
 * @param uri where it lies, for example {@code s3://roadworthy/artifacts/sha256/9f86…}
 * @param digest of its bytes; whoever reads the object checks it
 * @param bytes its size
 */
public record ArtifactRef(String uri, Digest digest, long bytes) {

    /** The key of an artifact under the root of the store: its name is its content, so that a key is written once. */
    public static String key(Digest digest) {
        return "sha256/" + digest.hex();
    }
}
