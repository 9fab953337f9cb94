package dev.roadworthy.bundle.dsse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Dead Simple Signing Envelope 1.0: what is signed is a type and opaque bytes, never a serialisation that somebody has
 * to reproduce.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md">DSSE protocol</a>
 */
public final class Dsse {

    /** The payload type of an in-toto statement. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    private Dsse() {}

    /** The pre-authentication encoding: {@code DSSEv1 LEN(type) type LEN(payload) payload}, lengths in bytes. */
    public static byte[] pae(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream pae = new ByteArrayOutputStream(payload.length + 64);
        pae.writeBytes("DSSEv1 %d ".formatted(type.length).getBytes(StandardCharsets.US_ASCII));
        pae.writeBytes(type);
        pae.writeBytes(" %d ".formatted(payload.length).getBytes(StandardCharsets.US_ASCII));
        pae.writeBytes(payload);
        return pae.toByteArray();
    }
}
