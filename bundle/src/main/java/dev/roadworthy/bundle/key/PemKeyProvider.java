package dev.roadworthy.bundle.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** A private key from a PEM text, held in memory. For installations without a key service, and for tests. */
public final class PemKeyProvider implements KeyProvider {

    private static final String PKCS8 = "PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";

    private final EcCurve curve;
    private final ECPrivateKey key;
    private final ECPublicKey publicKey;

    private PemKeyProvider(EcCurve curve, ECPrivateKey key) throws GeneralSecurityException {
        this.curve = curve;
        this.key = key;
        this.publicKey = curve.publicKey(key);
    }

    /**
     * Reads a key on P-256, P-384 or P-521.
     *
     * @param pem PKCS#8 ({@code PRIVATE KEY}) or SEC 1 ({@code EC PRIVATE KEY}); a block {@code EC PARAMETERS} beside it
     *     is skipped, as OpenSSL writes one
     * @throws InvalidKeyException where it is anything else; the message never quotes the key
     */
    public static PemKeyProvider read(String pem) throws InvalidKeyException {
        List<Pem> keys = Pem.read(pem).stream()
                .filter(block -> !block.label().equals("EC PARAMETERS"))
                .toList();
        if (keys.size() != 1) {
            throw new InvalidKeyException("%d keys; expected one private key".formatted(keys.size()));
        }
        Pem block = keys.getFirst();
        try {
            ECPrivateKey key =
                    switch (block.label()) {
                        case PKCS8 -> pkcs8(block.der());
                        case SEC1 -> Sec1.read(block.der());
                        default ->
                            throw new InvalidKeyException(
                                    "a PEM block '%s'; expected '%s' or '%s'".formatted(block.label(), PKCS8, SEC1));
                    };
            return new PemKeyProvider(EcCurve.of(key), key);
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException("not a usable private key of an elliptic curve", e);
        }
    }

    @Override
    public ECPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) throws KeyUnavailableException {
        try {
            return curve.sign(key, message);
        } catch (GeneralSecurityException e) {
            throw new KeyUnavailableException("the key %s does not sign".formatted(keyId()), e);
        }
    }

    private static ECPrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return (ECPrivateKey) key;
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeyException("not the private key of an elliptic curve; RSA and Ed25519 do not serve", e);
        }
    }
}
