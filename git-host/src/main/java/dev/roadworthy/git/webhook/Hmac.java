package dev.roadworthy.git.webhook;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104). */
final class Hmac {

    private static final String SHA256 = "HmacSHA256";

    private Hmac() {}

    /** By SHA-256, over the parts as if they were one: 32 bytes. */
    static byte[] sha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(SHA256);
            mac.init(new SecretKeySpec(key, SHA256));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SHA256, e);
        }
    }
}
