package dev.roadworthy.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest in the OCI notation {@code sha256:<64 lower-case hex digits>}. Every join between two objects of
 * Roadworthy is one of these.
 *
 * @param value the digest with its algorithm, for example {@code sha256:9f86…}
 */
public record Digest(@JsonValue String value) implements Comparable<Digest> {

    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    /**
     * Takes the notation.
     *
     * @throws IllegalArgumentException where {@code value} is not of the form above
     */
    @JsonCreator
    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a digest: '%s'; expected sha256:<64 hex digits>".formatted(value));
        }
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return ofHash(sha256().digest(bytes));
    }

    /** The digest of all that the stream still holds, read in pieces of 64 KiB. The stream is not closed. */
    public static Digest of(InputStream in) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[64 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sha256.update(buffer, 0, n);
        }
        return ofHash(sha256.digest());
    }

    /** The digest whose 32 raw bytes these are. */
    public static Digest ofHash(byte[] hash) {
        return new Digest(PREFIX + HexFormat.of().formatHex(hash));
    }

    /** A fresh SHA-256, for callers that hash while they copy; see {@link #ofHash}. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 64 hex digits alone. */
    public String hex() {
        return value.substring(PREFIX.length());
    }

    /** The first 12 hex digits: enough for a person and for names, never for a decision. */
    public String abbreviated() {
        return hex().substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
