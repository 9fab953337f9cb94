package dev.roadworthy.bundle.key;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.interfaces.ECPrivateKey;

/**
 * The form {@code EC PRIVATE KEY} (SEC 1, appendix C.4; RFC 5915), which OpenSSL writes and the JDK does not read:
 *
 * <pre>{@code
 * SEQUENCE { INTEGER 1, OCTET STRING d, [0] { OBJECT IDENTIFIER curve }, [1] { BIT STRING public } OPTIONAL }
 * }</pre>
 */
final class Sec1 {

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xa0;

    private Sec1() {}

    static ECPrivateKey read(byte[] der) throws GeneralSecurityException {
        try {
            ByteBuffer key = element(ByteBuffer.wrap(der), SEQUENCE);
            element(key, INTEGER);
            ByteBuffer secret = element(key, OCTET_STRING);
            if (!key.hasRemaining() || Byte.toUnsignedInt(key.get(key.position())) != CURVE) {
                throw new InvalidKeyException(
                        "the key does not name its curve; convert it by 'openssl pkcs8 -topk8 -nocrypt'");
            }
            String oid = oid(element(element(key, CURVE), OBJECT_IDENTIFIER));
            return EcCurve.ofOid(oid).privateKey(new BigInteger(1, bytes(secret)));
        } catch (BufferUnderflowException e) {
            throw new InvalidKeyException("the key ends too early", e);
        }
    }

    // No key that we take needs a length above 255.
    private static ByteBuffer element(ByteBuffer in, int tag) throws InvalidKeyException {
        if (Byte.toUnsignedInt(in.get()) != tag) {
            throw new InvalidKeyException("not an EC private key: expected the DER tag 0x%02x".formatted(tag));
        }
        int length = Byte.toUnsignedInt(in.get());
        if (length == 0x81) {
            length = Byte.toUnsignedInt(in.get());
        } else if (length > 0x7f) {
            throw new InvalidKeyException("not an EC private key: an element is too long");
        }
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static String oid(ByteBuffer in) {
        int first = Byte.toUnsignedInt(in.get());
        StringBuilder oid = new StringBuilder().append(first / 40).append('.').append(first % 40);
        long arc = 0;
        while (in.hasRemaining()) {
            int b = in.get();
            arc = (arc << 7) | (b & 0x7f);
            if (b >= 0) {
                oid.append('.').append(arc);
                arc = 0;
            }
        }
        return oid.toString();
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
