package dev.roadworthy.bundle.dsse;

import static dev.roadworthy.bundle.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.fixture.SignedJson;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigstoreBundleTest {

    private static final KeyProvider KEY = Keys.onCurve(Keys.P256);
    private static final KeyProvider OTHER = Keys.onCurve(Keys.P256);
    private static final byte[] PAYLOAD = "{\"any\":\"thing\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNED = SignedJson.sign(PAYLOAD, KEY);

    private static VerifiedPayload verify(byte[] json) throws RefusedException {
        return SigstoreBundle.read(json, "test.json").verify(Keys.trust(KEY), "test.json");
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        return SignedJson.changed(SIGNED, change);
    }

    private static byte[] edited(String target, String replacement) {
        String json = new String(SIGNED, StandardCharsets.UTF_8);
        assertThat(json).contains(target);
        return json.replace(target, replacement).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode envelope(ObjectNode bundle) {
        return (ObjectNode) bundle.get("dsseEnvelope");
    }

    private static ArrayNode signatures(ObjectNode bundle) {
        return (ArrayNode) envelope(bundle).get("signatures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void givesBackTheBytesThatWereSigned(String curve) throws RefusedException {
        KeyProvider key = Keys.onCurve(curve);

        VerifiedPayload payload = SigstoreBundle.read(SignedJson.sign(PAYLOAD, key), "test.json")
                .verify(Keys.trust(OTHER, key), "test.json");

        assertThat(payload.bytes()).isEqualTo(PAYLOAD);
        assertThat(payload.digest()).isEqualTo(Digest.of(PAYLOAD));
        assertThat(payload.signer().id()).isEqualTo(key.keyId());
    }

    @Property(tries = 200)
    void signsOpaqueBytes(@ForAll @Size(min = 1, max = 300) byte[] payload) throws RefusedException {
        assertThat(verify(SignedJson.sign(payload, KEY)).bytes()).isEqualTo(payload);
    }

    @Test
    void isWrittenAsOpenSsfModelSigningAsks() {
        ObjectNode bundle = SignedJson.object(SIGNED);

        assertThat(bundle.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("mediaType", "verificationMaterial", "dsseEnvelope");
        assertThat(bundle.get("mediaType").asText()).isEqualTo("application/vnd.dev.sigstore.bundle.v0.3+json");
        assertThat(bundle.get("verificationMaterial"))
                .isEqualTo(
                        SignedJson.node("{\"publicKey\":{\"hint\":\"%s\"},\"tlogEntries\":[]}".formatted(KEY.keyId())));
        assertThat(envelope(bundle).get("payloadType").asText()).isEqualTo("application/vnd.in-toto+json");
        assertThat(envelope(bundle).get("payload").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(PAYLOAD));
        assertThat(signatures(bundle)).hasSize(1);
        assertThat(signatures(bundle).get(0).get("keyid").asText()).isEqualTo(KEY.keyId());
    }

    @Test
    void refusesAnotherKey() {
        assertRefused(RefusalCode.UNKNOWN_KEY, () -> SigstoreBundle.read(SIGNED, "test.json")
                .verify(Keys.trust(OTHER), "test.json"));
    }

    @Test
    void refusesASignatureOfAnotherKeyUnderATrustedName() {
        byte[] forged = new String(SignedJson.sign(PAYLOAD, OTHER), StandardCharsets.UTF_8)
                .replace(OTHER.keyId(), KEY.keyId())
                .getBytes(StandardCharsets.UTF_8);

        assertRefused(RefusalCode.BAD_SIGNATURE, () -> verify(forged));
    }

    @Test
    void refusesAnotherPayloadUnderTheSignature() {
        String payload = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));

        assertRefused(
                RefusalCode.BAD_SIGNATURE,
                () -> verify(changed(bundle -> envelope(bundle).put("payload", payload))));
    }

    @Test
    void refusesAnotherPayloadType() {
        assertRefused(
                RefusalCode.WRONG_PAYLOAD_TYPE,
                () -> verify(changed(bundle -> envelope(bundle).put("payloadType", "text/plain"))));
    }

    @Test
    void refusesNoSignatureAndTwo() {
        assertRefused(
                RefusalCode.SIGNATURE_COUNT,
                () -> verify(changed(bundle -> signatures(bundle).removeAll())));
        assertRefused(
                RefusalCode.SIGNATURE_COUNT,
                () -> verify(changed(bundle ->
                        signatures(bundle).add(signatures(bundle).get(0).deepCopy()))));
    }

    @Test
    void refusesTheSignatureOfZeros() {
        String zeros = Base64.getEncoder().encodeToString(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0});

        assertRefused(
                RefusalCode.BAD_SIGNATURE,
                () -> verify(changed(bundle -> ((ObjectNode) signatures(bundle).get(0)).put("sig", zeros))));
    }

    @Test
    void takesAKeyidThatIsAbsentNullOrEmptyAndRefusesAnother() throws RefusedException {
        List<Consumer<ObjectNode>> open =
                List.of(s -> s.remove("keyid"), s -> s.putNull("keyid"), s -> s.put("keyid", ""));
        for (Consumer<ObjectNode> change : open) {
            assertThat(verify(changed(bundle -> change.accept(
                                    (ObjectNode) signatures(bundle).get(0))))
                            .bytes())
                    .isEqualTo(PAYLOAD);
        }
        assertRefused(
                RefusalCode.MALFORMED_ENVELOPE,
                () -> verify(changed(bundle -> ((ObjectNode) signatures(bundle).get(0)).put("keyid", OTHER.keyId()))));
    }

    @Test
    void refusesMembersThatAreMissingUnknownOrOfAnotherType() {
        List<Consumer<ObjectNode>> changes = List.of(
                bundle -> bundle.remove("mediaType"),
                bundle -> bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.2+json"),
                bundle -> bundle.remove("verificationMaterial"),
                bundle -> bundle.remove("dsseEnvelope"),
                bundle -> bundle.putNull("dsseEnvelope"),
                bundle -> bundle.put("more", 1),
                bundle -> envelope(bundle).remove("payload"),
                bundle -> envelope(bundle).put("payload", ""),
                bundle -> envelope(bundle).put("payload", 17),
                bundle -> envelope(bundle).remove("signatures"),
                bundle -> envelope(bundle).put("more", 1),
                bundle -> ((ObjectNode) signatures(bundle).get(0)).remove("sig"),
                bundle -> ((ObjectNode) signatures(bundle).get(0)).put("more", 1),
                bundle -> signatures(bundle).addNull(),
                bundle -> ((ObjectNode) bundle.get("verificationMaterial")).remove("publicKey"),
                bundle -> ((ObjectNode) bundle.get("verificationMaterial").get("publicKey")).put("rawBytes", "AA=="),
                bundle -> ((ArrayNode) bundle.get("verificationMaterial").get("tlogEntries")).addObject());
        for (Consumer<ObjectNode> change : changes) {
            assertRefused(RefusalCode.MALFORMED_ENVELOPE, () -> verify(changed(change)));
        }
    }

    @Test
    void takesABundleWithoutTlogEntries() throws RefusedException {
        byte[] json = changed(bundle -> ((ObjectNode) bundle.get("verificationMaterial")).remove("tlogEntries"));

        assertThat(verify(json).bytes()).isEqualTo(PAYLOAD);
    }

    @Test
    void refusesJsonThatCanBeReadInTwoWays() {
        byte[] twice = edited("\"payloadType\":", "\"payload\":\"AA==\",\"payloadType\":");
        byte[] trailing = (new String(SIGNED, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = new String(SIGNED, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        for (byte[] json : List.of(twice, trailing, utf16, deep, new byte[0], new byte[] {'"', (byte) 0xc0, '"'})) {
            assertRefused(RefusalCode.MALFORMED_ENVELOPE, () -> verify(json));
        }
    }

    @Test
    void refusesBase64ThatNoEncoderWrites() {
        byte[] payload = "four".getBytes(StandardCharsets.UTF_8);
        String signed = new String(SignedJson.sign(payload, KEY), StandardCharsets.UTF_8);
        for (String other : List.of("Zm91cg", "Zm91ch==", "Zm91\\ncg==", "Zm91cg==Zm91cg==", "Zm-_cg==")) {
            assertThat(signed).contains("\"Zm91cg==\"");
            byte[] json = signed.replace("Zm91cg==", other).getBytes(StandardCharsets.UTF_8);

            assertRefused(RefusalCode.MALFORMED_ENVELOPE, () -> verify(json));
        }
    }

    @Test
    void noticesAKeyServiceThatSignsWithAnotherKey() {
        KeyProvider confused = new KeyProvider() {
            @Override
            public ECPublicKey publicKey() {
                return KEY.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) throws KeyUnavailableException {
                return OTHER.sign(message);
            }
        };

        assertThatThrownBy(() -> SigstoreBundle.sign(PAYLOAD, confused))
                .isInstanceOf(KeyUnavailableException.class)
                .hasMessageContaining("does not verify it");
    }
}
