package dev.roadworthy.bundle.independent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.dsse.Dsse;
import dev.roadworthy.bundle.fixture.SignedJson;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.bundle.fixture.TestBundle.Built;
import dev.roadworthy.bundle.independent.Tool.Run;
import dev.roadworthy.bundle.key.EcCurve;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.PemKeyProvider;
import dev.roadworthy.bundle.key.PublicKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of every Linux read what we write, and we read their keys. */
class OpenSslIT {

    @TempDir
    private Path directory;

    private String run(String... command) throws Exception {
        Run run = Tool.run(directory, command);
        assertThat(run.succeeded()).as(run.output()).isTrue();
        return run.output();
    }

    @Test
    void opensslVerifiesBothSignaturesOfABundle() throws Exception {
        Built bundle = new TestBundle().build();
        Files.writeString(directory.resolve("public.pem"), PublicKeys.pem(TestBundle.KEY.publicKey()));
        for (BundlePath document : new BundlePath[] {BundlePath.RELEASE, BundlePath.MODEL_SIGNATURE}) {
            JsonNode envelope = SignedJson.object(bundle.files().get(document)).get("dsseEnvelope");
            byte[] payload = Base64.getDecoder().decode(envelope.get("payload").asText());
            String sig = envelope.get("signatures").get(0).get("sig").asText();
            Files.write(directory.resolve("signature"), Base64.getDecoder().decode(sig));
            Files.write(
                    directory.resolve("message"),
                    Dsse.pae(envelope.get("payloadType").asText(), payload));

            assertThat(run("openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "message"))
                    .contains("Verified OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1"})
    void keysOfOpensslAreRead(String curve) throws Exception {
        run("openssl", "ecparam", "-name", curve, "-genkey", "-out", "sec1.pem");
        run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "sec1.pem", "-out", "pkcs8.pem");
        run("openssl", "ec", "-in", "sec1.pem", "-pubout", "-out", "public.pem");
        String publicKey = Files.readString(directory.resolve("public.pem"));
        for (String file : new String[] {"sec1.pem", "pkcs8.pem"}) {
            KeyProvider key = PemKeyProvider.read(Files.readString(directory.resolve(file)));

            assertThat(PublicKeys.pem(key.publicKey())).isEqualTo(publicKey);
            assertThat(EcCurve.of(key.publicKey()).verifies(key.publicKey(), new byte[1], key.sign(new byte[1])))
                    .isTrue();
        }
    }

    @Test
    void tarUnpacksABundle() throws Exception {
        Built bundle = new TestBundle().build();
        Files.write(directory.resolve("bundle.tar"), bundle.archive());

        assertThat(run("tar", "--list", "--file", "bundle.tar").lines())
                .containsExactlyElementsOf(
                        bundle.files().keySet().stream().map(BundlePath::value).toList());
        run("tar", "--extract", "--file", "bundle.tar");
        for (Map.Entry<BundlePath, byte[]> file : bundle.files().entrySet()) {
            assertThat(directory.resolve(file.getKey().value())).hasBinaryContent(file.getValue());
        }
    }
}
