package dev.roadworthy.git.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppKeyTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final KeyPair PAIR = AppKeys.pair();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenNamesTheAppForNineMinutesAndIsSignedByItsKey(boolean pkcs1) throws Exception {
        Path file = directory.resolve("key");
        if (pkcs1) {
            AppKeys.write(file, PAIR);
        } else {
            AppKeys.write(file, "PRIVATE KEY", PAIR.getPrivate().getEncoded());
        }

        String[] parts = new AppKey("123456", "9", file).jwt(NOW).split("\\.");

        assertThat(parts).hasSize(3);
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        assertThat(decoded(parts[1])).isEqualTo("{\"iat\":1790855940,\"exp\":1790856540,\"iss\":\"123456\"}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(PAIR.getPublic());
        signature.update("%s.%s".formatted(parts[0], parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hidden",
                "-----BEGIN RSA PRIVATE KEY-----\nhidden==\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nhidden==\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nhidden==\n-----END EC PRIVATE KEY-----",
            })
    void aFileWithoutAKeyIsRefusedUnseen(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), content);

        assertThatThrownBy(() -> new AppKey("123456", "9", file).jwt(NOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(file + " holds no private key of a GitHub App")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new AppKey("123456", "9", directory.resolve("none")).jwt(NOW))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cannot be read from " + directory.resolve("none"));
    }

    @ParameterizedTest
    @CsvSource({"'', 9", "'a\"b', 9", "123456, ''", "123456, fleet"})
    void idsAreWhatGitHubGives(String app, String installation) {
        assertThatThrownBy(() -> new AppKey(app, installation, directory)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.US_ASCII);
    }
}
