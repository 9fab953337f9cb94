package dev.roadworthy.bundle.key;

import java.security.InvalidKeyException;
import java.security.interfaces.ECPublicKey;
import java.util.Set;

/**
 * A public key, and what it is trusted for.
 *
 * @param key the key
 * @param lines the model lines that it may sign for; {@link #EVERY_LINE} stands for all
 */
public record TrustedKey(ECPublicKey key, Set<String> lines) {

    /** In place of the name of a model line: the key may sign for all of them. */
    public static final String EVERY_LINE = "*";

    public TrustedKey {
        lines = Set.copyOf(lines);
    }

    /** Its id, see {@link PublicKeys#id}. */
    public String id() {
        return PublicKeys.id(key);
    }

    /** Whether it may sign for this model line. */
    public boolean maySign(String line) {
        return lines.contains(EVERY_LINE) || lines.contains(line);
    }

    /** Whether {@code signature} is one of this key over {@code message}. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            return EcCurve.of(key).verifies(key, message, signature);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a trust store takes only keys that verify", e);
        }
    }
}
