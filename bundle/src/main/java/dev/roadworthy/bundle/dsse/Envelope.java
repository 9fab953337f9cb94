package dev.roadworthy.bundle.dsse;

import static dev.roadworthy.bundle.json.StrictJson.required;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DSSE envelope as it stands in JSON. The base64 is held as text: bytes leave it only through a verification.
 *
 * @param payload base64 of the payload
 * @param payloadType its type, part of what is signed
 * @param signatures over {@link Dsse#pae}
 */
record Envelope(String payload, String payloadType, List<EnvelopeSignature> signatures) {

    Envelope {
        strictBase64(required(payload, "payload"));
        required(payloadType, "payloadType");
        signatures = List.copyOf(required(signatures, "signatures"));
    }

    /**
     * A signature.
     *
     * @param sig base64 of the signature
     * @param keyid a hint at the key; DSSE allows it to be absent, null or empty
     */
    record EnvelopeSignature(String sig, @Nullable String keyid) {

        EnvelopeSignature {
            strictBase64(required(sig, "sig"));
        }

        byte[] sigBytes() {
            return Base64.getDecoder().decode(sig);
        }
    }

    byte[] payloadBytes() {
        return Base64.getDecoder().decode(payload);
    }

    /** What the signatures are over. */
    byte[] pae() {
        return Dsse.pae(payloadType, payloadBytes());
    }

    // One text for the same bytes: the JDK's decoder lets bits pass that no encoder sets, and a missing padding.
    private static void strictBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length == 0 || !Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not the base64 of some bytes, in its one form with padding");
        }
    }
}
