package dev.roadworthy.bundle.key;

import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** Public keys as text. */
public final class PublicKeys {

    private PublicKeys() {}

    /** The SubjectPublicKeyInfo as PEM: 64 columns, LF, a final newline. */
    public static String pem(ECPublicKey key) {
        return Pem.write(Pem.PUBLIC_KEY, key.getEncoded());
    }

    /**
     * The id of a key: lower-case hex SHA-256 of its {@linkplain #pem PEM text}. Of the text and not of the DER, because
     * this is the {@code hint} that verifiers of OpenSSF Model Signing compare.
     */
    public static String id(ECPublicKey key) {
        return Digest.of(pem(key).getBytes(StandardCharsets.US_ASCII)).hex();
    }

    /**
     * The keys of a PEM text with one or more blocks {@code PUBLIC KEY}.
     *
     * @throws InvalidKeyException where a block is anything else, or a key on another curve than {@link EcCurve} has
     */
    public static List<ECPublicKey> read(String pem) throws InvalidKeyException {
        List<ECPublicKey> keys = new ArrayList<>();
        for (Pem block : Pem.read(pem)) {
            if (!block.label().equals(Pem.PUBLIC_KEY)) {
                throw new InvalidKeyException(
                        "a PEM block '%s'; expected only '%s'".formatted(block.label(), Pem.PUBLIC_KEY));
            }
            keys.add(ofDer(block.der()));
        }
        return keys;
    }

    /**
     * A key from its SubjectPublicKeyInfo in DER, the form in which key services give it.
     *
     * @throws InvalidKeyException where it is not one on a curve that {@link EcCurve} has
     */
    public static ECPublicKey ofDer(byte[] spki) throws InvalidKeyException {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            ECPublicKey ec = (ECPublicKey) key;
            EcCurve.of(ec);
            return ec;
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeyException("not the public key of an elliptic curve; RSA and Ed25519 do not serve", e);
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has EC keys", e);
        }
    }
}
