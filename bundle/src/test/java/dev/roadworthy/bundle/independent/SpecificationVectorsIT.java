package dev.roadworthy.bundle.independent;

import static dev.roadworthy.bundle.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.dsse.SigstoreBundle;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.fixture.SignedJson;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The test vectors of the OMS specification, where they lie beside the checkout. They bring no keys, so that their
 * signatures end at the trust store; what they say is signed again to be read.
 */
class SpecificationVectorsIT {

    private static final Path VECTORS = Path.of("../../shared/vectors/oms/test-vectors/v1.0");
    private static final KeyProvider KEY = Keys.onCurve(Keys.P256);
    private static final TrustStore TRUST = Keys.trust(KEY);

    @BeforeEach
    void onlyWhereTheVectorsAre() {
        assumeTrue(Files.isDirectory(VECTORS), () -> "skipped: no " + VECTORS);
    }

    private static byte[] payload(String vector) throws Exception {
        String payload = SignedJson.object(Files.readAllBytes(VECTORS.resolve(vector)))
                .get("dsseEnvelope")
                .get("payload")
                .asText();
        return Base64.getDecoder().decode(payload);
    }

    @Test
    void theValidBundleOfAKeyIsRead() throws Exception {
        SigstoreBundle bundle =
                SigstoreBundle.read(Files.readAllBytes(VECTORS.resolve("valid/key.bundle.json")), "key.bundle.json");
        assertRefused(RefusalCode.UNKNOWN_KEY, () -> bundle.verify(TRUST, "key.bundle.json"));

        ModelStatement statement =
                ModelStatement.read(SignedJson.verified(payload("valid/key.bundle.json"), KEY), "key.bundle.json");
        assertThat(statement.name()).isEqualTo("model");
        assertThat(statement.files()).containsOnlyKeys("signme-1", "signme-2");
    }

    @Test
    void bundlesOfOtherMethodsAreRefused() throws Exception {
        for (String vector : List.of("valid/certificate.bundle.json", "valid/sigstore.bundle.json")) {
            byte[] json = Files.readAllBytes(VECTORS.resolve(vector));
            assertRefused(RefusalCode.MALFORMED_ENVELOPE, () -> SigstoreBundle.read(json, vector));
        }
    }

    @Test
    void everyInvalidBundleIsRefused() throws Exception {
        List<Path> invalid;
        try (Stream<Path> files = Files.list(VECTORS.resolve("invalid"))) {
            invalid = files.toList();
        }
        assertThat(invalid).isNotEmpty();
        for (Path vector : invalid) {
            byte[] json = Files.readAllBytes(vector);
            assertRefused(RefusalCode.MALFORMED_ENVELOPE, () -> SigstoreBundle.read(json, vector.toString()));
        }
    }

    @Test
    void anotherPredicateIsRefusedEvenWhenATrustedKeySignedIt() throws Exception {
        byte[] payload = payload("invalid-payload/wrong-predicate.bundle.json");

        assertRefused(
                RefusalCode.WRONG_PREDICATE_TYPE,
                () -> ModelStatement.read(SignedJson.verified(payload, KEY), "wrong-predicate.bundle.json"));
    }
}
