package dev.roadworthy.bundle.dsse;

import static dev.roadworthy.bundle.json.StrictJson.required;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.Envelope.EnvelopeSignature;
import dev.roadworthy.bundle.json.StrictJson;
import dev.roadworthy.bundle.key.EcCurve;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sigstore bundle v0.3 around a DSSE envelope, with a key in place of a certificate and without a transparency log:
 * the form of OpenSSF Model Signing 1.0, method {@code key}. It has exactly one signature.
 *
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto">Sigstore bundle</a>
 */
public final class SigstoreBundle {

    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private final Json json;

    private SigstoreBundle(Json json) {
        this.json = json;
    }

    private record Json(String mediaType, Material verificationMaterial, Envelope dsseEnvelope) {

        private Json {
            if (!required(mediaType, "mediaType").equals(MEDIA_TYPE)) {
                throw new IllegalArgumentException(
                        "the media type is '%s'; expected '%s'".formatted(mediaType, MEDIA_TYPE));
            }
            required(verificationMaterial, "verificationMaterial");
            required(dsseEnvelope, "dsseEnvelope");
        }
    }

    private record Material(
            PublicKeyHint publicKey, @Nullable List<JsonNode> tlogEntries) {

        private Material {
            required(publicKey, "publicKey");
            if (tlogEntries != null && !tlogEntries.isEmpty()) {
                throw new IllegalArgumentException("tlogEntries has entries; a signature by a key has none");
            }
        }
    }

    private record PublicKeyHint(String hint) {

        private PublicKeyHint {
            required(hint, "hint");
        }
    }

    /**
     * Signs a statement and checks the signature, so that a key service that signs with another key than it says is
     * noticed here and not on a vehicle.
     *
     * @param statement its bytes, as they will stand in the envelope
     * @throws KeyUnavailableException where the key does not sign, or not so that its public half verifies it
     */
    public static SigstoreBundle sign(byte[] statement, KeyProvider key) throws KeyUnavailableException {
        String keyId = key.keyId();
        byte[] pae = Dsse.pae(Dsse.IN_TOTO, statement);
        byte[] signature = key.sign(pae);
        try {
            if (!EcCurve.of(key.publicKey()).verifies(key.publicKey(), pae, signature)) {
                throw new KeyUnavailableException(
                        "the signature by the key %s is not one: its public half does not verify it".formatted(keyId),
                        null);
            }
        } catch (InvalidKeyException e) {
            throw new KeyUnavailableException("the key %s cannot sign bundles".formatted(keyId), e);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        return new SigstoreBundle(new Json(
                MEDIA_TYPE,
                new Material(new PublicKeyHint(keyId), List.of()),
                new Envelope(
                        base64.encodeToString(statement),
                        Dsse.IN_TOTO,
                        List.of(new EnvelopeSignature(base64.encodeToString(signature), keyId)))));
    }

    /**
     * Reads a bundle. Nothing in it is trusted yet.
     *
     * @param where its name, for the refusal
     * @throws RefusedException {@link RefusalCode#MALFORMED_ENVELOPE} where it has any other form
     */
    public static SigstoreBundle read(byte[] json, String where) throws RefusedException {
        try {
            return new SigstoreBundle(StrictJson.read(json, Json.class));
        } catch (MalformedDocumentException e) {
            throw RefusalCode.MALFORMED_ENVELOPE.at(where, "not a Sigstore bundle v0.3: " + e.getMessage());
        }
    }

    /** The bundle as canonical JSON. */
    public byte[] write() {
        return Documents.write(json);
    }

    /**
     * Verifies the signature.
     *
     * @param where the bundle's name, for the refusal
     * @return the payload: the bytes that were verified, and the only ones to be parsed
     * @throws RefusedException where it is not exactly one signature by a trusted key over an in-toto statement
     */
    public VerifiedPayload verify(TrustStore trust, String where) throws RefusedException {
        Envelope envelope = json.dsseEnvelope();
        List<EnvelopeSignature> signatures = envelope.signatures();
        if (signatures.size() != 1) {
            throw RefusalCode.SIGNATURE_COUNT.at(
                    where, "%d signatures; expected exactly one".formatted(signatures.size()));
        }
        if (!envelope.payloadType().equals(Dsse.IN_TOTO)) {
            throw RefusalCode.WRONG_PAYLOAD_TYPE.at(
                    where,
                    "the payload is a '%s'; expected '%s'"
                            .formatted(abbreviated(envelope.payloadType()), Dsse.IN_TOTO));
        }
        EnvelopeSignature signature = signatures.getFirst();
        String keyId = json.verificationMaterial().publicKey().hint();
        if (signature.keyid() != null
                && !signature.keyid().isEmpty()
                && !signature.keyid().equals(keyId)) {
            throw RefusalCode.MALFORMED_ENVELOPE.at(where, "its hint and its keyid name different keys");
        }
        TrustedKey key = trust.find(keyId)
                .orElseThrow(() -> RefusalCode.UNKNOWN_KEY.at(
                        where,
                        "signed by the key '%s', which the trust store does not have".formatted(abbreviated(keyId))));
        if (!key.verifies(envelope.pae(), signature.sigBytes())) {
            throw RefusalCode.BAD_SIGNATURE.at(
                    where, "the key %s did not sign these bytes; the document was changed".formatted(keyId));
        }
        return new VerifiedPayload(envelope.payloadBytes(), key);
    }

    // What a stranger wrote, short enough for a log line.
    private static String abbreviated(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
