package dev.roadworthy.bundle.independent;

import static dev.roadworthy.bundle.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.independent.Tool.Run;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelDirectory;
import dev.roadworthy.bundle.oms.SignedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference implementation verifies what we sign, and we verify what it signs. */
class ModelSigningIT {

    private static ModelSigningCli reference;

    @TempDir
    private Path directory;

    private Path model;
    private Path signature;

    @BeforeAll
    static void install() throws Exception {
        reference = ModelSigningCli.install();
    }

    @BeforeEach
    void makeAModel() throws Exception {
        model = Files.createDirectory(directory.resolve("model"));
        signature = directory.resolve("model.sig");
        Files.writeString(model.resolve("model.onnx"), "weights");
        Files.writeString(model.resolve("empty"), "");
        // Names whose order is another one as paths, as Java strings and as code points.
        Files.writeString(Files.createDirectory(model.resolve("a")).resolve("b"), "1");
        Files.writeString(model.resolve("a-b"), "2");
        Files.writeString(model.resolve("\uff21"), "3");
        Files.writeString(model.resolve("\ud83d\ude97"), "4");
    }

    private Path publicKey(KeyPair pair) throws Exception {
        return Files.writeString(
                directory.resolve("public.pem"),
                Keys.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static String privateKey(KeyPair pair) {
        return Keys.pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void verifiesWhatWeSign(String curve) throws Exception {
        KeyPair pair = Keys.pair(curve);
        Files.write(signature, SignedModel.sign(ModelDirectory.statement(model), Keys.ofPem(privateKey(pair))));

        Run verified = reference.verify(model, signature, publicKey(pair));
        assertThat(verified.succeeded()).as(verified.output()).isTrue();

        Files.writeString(model.resolve("a/b"), "changed");
        assertThat(reference.verify(model, signature, publicKey(pair)).succeeded())
                .isFalse();
    }

    @Test
    void refusesWhatWeSignedWithAnotherKey() throws Exception {
        Files.write(signature, SignedModel.sign(ModelDirectory.statement(model), Keys.onCurve(Keys.P256)));

        Run verified = reference.verify(model, signature, publicKey(Keys.pair(Keys.P256)));

        assertThat(verified.succeeded()).isFalse();
        assertThat(verified.output()).contains("Key mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void signsWhatWeVerify(String curve) throws Exception {
        KeyPair pair = Keys.pair(curve);
        Path key = Files.writeString(directory.resolve("private.pem"), privateKey(pair));
        Run signed = reference.sign(model, signature, key);
        assertThat(signed.succeeded()).as(signed.output()).isTrue();
        TrustStore trust = TrustStore.ofPem(Files.readString(publicKey(pair)));

        SignedModel verified = SignedModel.verify(Files.readAllBytes(signature), trust, "model.sig");

        assertThat(verified.signer().id()).isEqualTo(PublicKeys.id((ECPublicKey) pair.getPublic()));
        assertThat(verified.statement().name()).isEqualTo("model");
        assertThatCode(() -> ModelDirectory.verify(model, verified.statement())).doesNotThrowAnyException();
        Files.writeString(model.resolve("a/c"), "added");
        assertRefused(RefusalCode.MODEL_FILE_UNSIGNED, () -> ModelDirectory.verify(model, verified.statement()));
    }

    @Test
    void weRefuseWhatItsSignatureIgnores() throws Exception {
        KeyPair pair = Keys.pair(Keys.P256);
        Path key = Files.writeString(directory.resolve("private.pem"), privateKey(pair));
        assertThat(reference.sign(model, signature, key).succeeded()).isTrue();
        Files.writeString(model.resolve(".gitattributes"), "unsigned");
        assertThat(reference.verify(model, signature, publicKey(pair)).succeeded())
                .isTrue();
        TrustStore trust = TrustStore.ofPem(Files.readString(publicKey(pair)));

        SignedModel verified = SignedModel.verify(Files.readAllBytes(signature), trust, "model.sig");

        assertRefused(RefusalCode.MODEL_FILE_UNSIGNED, () -> ModelDirectory.verify(model, verified.statement()));
    }
}
