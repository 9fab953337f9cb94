package dev.roadworthy.bundle.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.bundle.fixture.Keys;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustStoreTest {

    private static final KeyProvider ONE = Keys.onCurve("secp256r1");
    private static final KeyProvider OTHER = Keys.onCurve("secp384r1");

    @Test
    void findsAKeyByItsId() throws InvalidKeyException {
        TrustStore trust = TrustStore.ofPem(
                "one\n" + PublicKeys.pem(ONE.publicKey()) + "and the other\n" + PublicKeys.pem(OTHER.publicKey()));

        assertThat(trust.find(ONE.keyId())).map(TrustedKey::key).contains(ONE.publicKey());
        assertThat(trust.find(OTHER.keyId())).map(TrustedKey::key).contains(OTHER.publicKey());
        assertThat(trust.find(Keys.onCurve("secp256r1").keyId())).isEmpty();
    }

    @Test
    void aKeySignsForItsLinesOnly() {
        TrustedKey key = new TrustedKey(ONE.publicKey(), Set.of("sidewalk"));

        assertThat(key.maySign("sidewalk")).isTrue();
        assertThat(key.maySign("signs")).isFalse();
        assertThat(new TrustedKey(ONE.publicKey(), Set.of(TrustedKey.EVERY_LINE)).maySign("signs"))
                .isTrue();
        assertThat(new TrustedKey(ONE.publicKey(), Set.of()).maySign("signs")).isFalse();
    }

    @Test
    void takesPublicEcKeysOnly() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        String rsaKey = Keys.pem("PUBLIC KEY", rsa.generateKeyPair().getPublic().getEncoded());
        String privateKey =
                Keys.pem("PRIVATE KEY", Keys.pair(Keys.P256).getPrivate().getEncoded());

        assertThatThrownBy(() -> TrustStore.ofPem(rsaKey)).hasMessageContaining("RSA and Ed25519 do not serve");
        assertThatThrownBy(() -> TrustStore.ofPem(privateKey)).hasMessageContaining("expected only 'PUBLIC KEY'");
        assertThatThrownBy(() -> TrustStore.ofPem("")).hasMessageContaining("no PEM block");
    }

    @Test
    void takesAKeyOnce() {
        TrustedKey key = new TrustedKey(ONE.publicKey(), Set.of("a"));

        assertThatThrownBy(() -> TrustStore.of(List.of(key, new TrustedKey(ONE.publicKey(), Set.of("b")))))
                .hasMessageContaining("is there twice");
    }
}
