package dev.roadworthy.bundle.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * The curves of OpenSSF Model Signing 1.0, each with the one hash that goes with it. Signatures are ECDSA in DER.
 */
public enum EcCurve {
    P256("secp256r1", "1.2.840.10045.3.1.7", "SHA256withECDSA"),
    P384("secp384r1", "1.3.132.0.34", "SHA384withECDSA"),
    P521("secp521r1", "1.3.132.0.35", "SHA512withECDSA");

    private final String oid;
    private final String algorithm;

    @SuppressWarnings("Immutable") // It is; the JDK has no annotation that says so.
    private final ECParameterSpec parameters;

    EcCurve(String name, String oid, String algorithm) {
        this.oid = oid;
        this.algorithm = algorithm;
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(name));
            this.parameters = named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks the curve " + name, e);
        }
    }

    /**
     * The curve of a key.
     *
     * @throws InvalidKeyException where it is none of these
     */
    public static EcCurve of(ECKey key) throws InvalidKeyException {
        for (EcCurve curve : values()) {
            ECParameterSpec mine = curve.parameters;
            ECParameterSpec its = key.getParams();
            if (mine.getCurve().equals(its.getCurve())
                    && mine.getGenerator().equals(its.getGenerator())
                    && mine.getOrder().equals(its.getOrder())) {
                return curve;
            }
        }
        throw new InvalidKeyException("the key's curve is none of P-256, P-384 and P-521");
    }

    static EcCurve ofOid(String oid) throws InvalidKeyException {
        for (EcCurve curve : values()) {
            if (curve.oid.equals(oid)) {
                return curve;
            }
        }
        throw new InvalidKeyException("the key's curve %s is none of P-256, P-384 and P-521".formatted(oid));
    }

    /**
     * Whether {@code signature} is one of {@code key} over {@code message}; false also for what is no DER at all.
     *
     * @throws InvalidKeyException where the key is of another curve
     */
    public boolean verifies(ECPublicKey key, byte[] message, byte[] signature) throws InvalidKeyException {
        try {
            Signature ecdsa = Signature.getInstance(algorithm);
            ecdsa.initVerify(key);
            ecdsa.update(message);
            return ecdsa.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }

    byte[] sign(ECPrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature ecdsa = Signature.getInstance(algorithm);
        ecdsa.initSign(key);
        ecdsa.update(message);
        return ecdsa.sign();
    }

    ECPrivateKey privateKey(BigInteger secret) throws GeneralSecurityException {
        if (secret.signum() <= 0 || secret.compareTo(parameters.getOrder()) >= 0) {
            throw new InvalidKeyException("the private number is outside the curve's order");
        }
        return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, parameters));
    }

    /**
     * The public key of a private one: the files of many tools hold the private number only.
     *
     * <p>The JDK multiplies points in constant time, but only as a Diffie-Hellman agreement, which gives the x of
     * {@code d·G} for the partner's key {@code G}. Of the two points with this x the right one verifies a signature.
     */
    ECPublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(point(parameters.getGenerator()), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger square = x.pow(3)
                .add(parameters.getCurve().getA().multiply(x))
                .add(parameters.getCurve().getB());
        // p = 3 mod 4 for each of the curves, so that this power is a square root.
        BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        byte[] message = "which of the two".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = sign(key, message);
        ECPublicKey one = point(new ECPoint(x, y));
        return verifies(one, message, signature) ? one : point(new ECPoint(x, p.subtract(y)));
    }

    private ECPublicKey point(ECPoint point) throws GeneralSecurityException {
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
    }
}
