package dev.roadworthy.bundle.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyProviderTest {

    private static final String PKCS8 = "PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String PARAMETERS =
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

    /** A curve's object identifier in DER, without its tag. */
    private static final Map<String, String> OIDS = Map.of(
            "secp256r1", "082a8648ce3d030107",
            "secp384r1", "052b81040022",
            "secp521r1", "052b81040023",
            "secp256k1", "052b8104000a");

    private static byte[] sec1(byte[] secret, String curve) {
        byte[] oid = HexFormat.of().parseHex("06" + OIDS.get(curve));
        byte[] tagged = concat(new byte[] {(byte) 0xa0, (byte) oid.length}, oid);
        byte[] octets = concat(new byte[] {0x04, (byte) secret.length}, secret);
        byte[] content = concat(concat(new byte[] {0x02, 0x01, 0x01}, octets), tagged);
        return concat(new byte[] {0x30, (byte) content.length}, content);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static void assertSigns(KeyProvider key) throws Exception {
        byte[] message = {1, 2, 3};
        assertThat(EcCurve.of(key.publicKey()).verifies(key.publicKey(), message, key.sign(message)))
                .isTrue();
    }

    private static void assertNoKey(String pem, String message) {
        assertThatThrownBy(() -> PemKeyProvider.read(pem))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void readsPkcs8AndFindsThePublicKey(String curve) throws Exception {
        KeyPair pair = Keys.pair(curve);

        KeyProvider key = PemKeyProvider.read(Keys.pem(PKCS8, pair.getPrivate().getEncoded()));

        assertThat(key.publicKey().getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
        assertSigns(key);
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, 32", "secp384r1, 48", "secp521r1, 66"})
    void readsSec1AndFindsThePublicKey(String curve, int bytes) throws Exception {
        KeyPair pair = Keys.pair(curve);
        byte[] number = ((ECPrivateKey) pair.getPrivate()).getS().toByteArray();
        byte[] secret = new byte[bytes];
        int length = Math.min(bytes, number.length);
        System.arraycopy(number, number.length - length, secret, bytes - length, length);

        KeyProvider key = PemKeyProvider.read(PARAMETERS + Keys.pem(SEC1, sec1(secret, curve)));

        assertThat(key.publicKey().getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
        assertSigns(key);
    }

    @RepeatedTest(20)
    void findsTheRightOneOfTheTwoPublicKeys() throws Exception {
        KeyPair pair = Keys.pair(Keys.P256);

        KeyProvider key = PemKeyProvider.read(Keys.pem(PKCS8, pair.getPrivate().getEncoded()));

        assertThat(key.publicKey()).isEqualTo(pair.getPublic());
    }

    @Test
    void namesAKeyByItsPemText() {
        KeyProvider key = Keys.onCurve(Keys.P256);
        String pem = Keys.pem("PUBLIC KEY", key.publicKey().getEncoded());

        assertThat(PublicKeys.pem(key.publicKey())).isEqualTo(pem).endsWith("-----\n");
        assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
        assertThat(key.keyId())
                .isEqualTo(Digest.of(pem.getBytes(StandardCharsets.US_ASCII)).hex());
    }

    @Test
    void saysWhatIsWrongWithAKey() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        byte[] secret = new byte[32];
        secret[31] = 7;
        byte[] sec1 = sec1(secret, "secp256r1");
        byte[] curveless = concat(new byte[] {0x30, 37}, Arrays.copyOfRange(sec1, 2, 39));
        byte[] ec = Keys.pair(Keys.P256).getPrivate().getEncoded();

        assertNoKey("", "no PEM block");
        assertNoKey("-----BEGIN PRIVATE KEY-----\nnever ends", "no PEM block");
        assertNoKey("-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----", "is not base64");
        assertNoKey(Keys.pem("ENCRYPTED PRIVATE KEY", ec), "encrypted");
        assertNoKey(
                "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END EC PRIVATE KEY-----",
                "encrypted");
        assertNoKey(Keys.pem(PKCS8, rsa.generateKeyPair().getPrivate().getEncoded()), "RSA and Ed25519 do not serve");
        assertNoKey(Keys.pem(PKCS8, new byte[] {1, 2, 3}), "not the private key of an elliptic curve");
        assertNoKey(Keys.pem(PKCS8, ec) + Keys.pem(PKCS8, ec), "2 keys");
        assertNoKey(Keys.pem("CERTIFICATE", ec), "a PEM block 'CERTIFICATE'");
        assertNoKey(Keys.pem(SEC1, sec1(secret, "secp256k1")), "1.3.132.0.10 is none of P-256");
        assertNoKey(Keys.pem(SEC1, sec1(new byte[32], "secp256r1")), "outside the curve's order");
        assertNoKey(Keys.pem(SEC1, curveless), "does not name its curve");
        for (int length = 0; length < sec1.length; length++) {
            String pem = Keys.pem(SEC1, Arrays.copyOf(sec1, length));
            assertThatThrownBy(() -> PemKeyProvider.read(pem)).isInstanceOf(InvalidKeyException.class);
        }
    }

    @Test
    void neverQuotesAKeyInAMessage() {
        String secret = "c2VjcmV0c2VjcmV0*";

        assertThatThrownBy(() ->
                        PemKeyProvider.read("-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----"))
                .hasMessageNotContaining("c2Vjc")
                .hasNoCause();
    }
}
