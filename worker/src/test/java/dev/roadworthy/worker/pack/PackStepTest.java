package dev.roadworthy.worker.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.PemKeyProvider;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.ModelStatement;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.Approval;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.ReleaseStatement;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.bundle.verify.BundleVerifier;
import dev.roadworthy.bundle.verify.Expectation;
import dev.roadworthy.bundle.verify.StagedBundle;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Compatibility;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.PackRequest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Stores;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackStepTest {

    private static final byte[] NETWORK = "a network".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PREPROCESS = "{}".getBytes(StandardCharsets.UTF_8);

    private final Path directory;
    private final Environment environment;
    private final KeyProvider key = key();

    PackStepTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.environment = new Environment(
                Map.of(Environment.STORE, directory.resolve("store").toUri().toString()));
    }

    @Test
    void aVehicleOpensWhatIsPacked() throws Exception {
        BundleManifest packed = pack(request(NETWORK, key));

        TrustStore trust = TrustStore.ofPem(PublicKeys.pem(key.publicKey()));
        Expectation expected = new Expectation(packed.release(), packed.bundle().digest());
        BundleVerifier vehicle = new BundleVerifier(trust, Limits.DEFAULT);
        try (var artifacts = Stores.artifacts(environment);
                InputStream bundle = artifacts.open(packed.bundle())) {
            SignedRelease release = accepted(vehicle.open(bundle, expected));
            StagedBundle staged = accepted(vehicle.stage(release, bundle, expected, directory.resolve("staged")));
            assertThat(staged.directory().resolve("model/model.onnx")).hasBinaryContent(NETWORK);
            assertThat(staged.directory().resolve("model/preprocess.json")).hasBinaryContent(PREPROCESS);
            assertThat(staged.directory().resolve("model/notes")).doesNotExist();
        }
    }

    @Test
    void theSameRequestGivesTheSameBundle() throws Exception {
        PackRequest request = request(NETWORK, key);

        assertThat(pack(request)).isEqualTo(pack(request));
    }

    @Test
    void anotherModelThanTheReleaseListsIsRefused() throws Exception {
        PackRequest signed = request(NETWORK, key);
        PackRequest other = request("another".getBytes(StandardCharsets.UTF_8), key);
        PackRequest mixed = new PackRequest(
                PackRequest.FORMAT, other.model(), signed.modelSignature(), signed.release(), signed.releaseKey());

        assertRefused(mixed, "ReleaseMismatch", "model/model.onnx");
    }

    @Test
    void aReleaseOfAnotherKeyIsRefused() throws Exception {
        PackRequest signed = request(NETWORK, key());
        PackRequest distrusted = new PackRequest(
                PackRequest.FORMAT,
                signed.model(),
                signed.modelSignature(),
                signed.release(),
                PublicKeys.pem(key.publicKey()));

        assertRefused(distrusted, "ReleaseInvalid", "UNKNOWN_KEY");
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Exception {
        PackRequest signed = request(NETWORK, key);

        assertRefused(
                new PackRequest(
                        PackRequest.FORMAT, signed.model(), signed.modelSignature(), signed.release(), "no key"),
                "RequestInvalid",
                "releaseKey");
    }

    private static <T> T accepted(Verdict<T> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<T>) verdict).value();
    }

    private void assertRefused(PackRequest request, String reason, String part) {
        StepResult result =
                catchThrowableOfType(StepException.class, () -> pack(request)).result();
        assertThat(result).isInstanceOfSatisfying(StepResult.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.message()).contains(part);
        });
    }

    private BundleManifest pack(PackRequest request) throws Exception {
        Path file = Files.write(directory.resolve("request.json"), Documents.write(request));
        ArtifactRef manifest = new PackStep(environment).run(file);
        try (var artifacts = Stores.artifacts(environment)) {
            return Documents.read(artifacts.read(manifest), BundleManifest.class);
        }
    }

    private PackRequest request(byte[] network, KeyProvider signer) throws Exception {
        try (var artifacts = Stores.artifacts(environment)) {
            ModelManifest model = new ModelManifest(
                    ModelManifest.FORMAT,
                    List.of(
                            new ModelManifest.File("model.onnx", artifacts.put(network)),
                            new ModelManifest.File("notes/loss.csv", artifacts.put(new byte[] {1})),
                            new ModelManifest.File("preprocess.json", artifacts.put(PREPROCESS))),
                    13,
                    new ModelManifest.Input("image", 8, 6),
                    new ModelManifest.Output("scores", List.of("background", "road")),
                    network.length + PREPROCESS.length + 1L);
            ArtifactRef manifest = artifacts.put(Documents.write(model));
            Map<BundlePath, ArtifactRef> onVehicles = model.files().stream()
                    .filter(file -> !file.path().startsWith("notes"))
                    .collect(Collectors.toMap(file -> BundlePath.ofModel(file.path()), ModelManifest.File::content));
            ModelStatement statement = ModelStatement.of(
                    "model",
                    onVehicles.entrySet().stream()
                            .collect(Collectors.toMap(file -> file.getKey().inModel(), file -> file.getValue()
                                    .digest())));
            ArtifactRef signature = artifacts.put(SignedModel.sign(statement, signer));
            List<BundleFile> files = onVehicles.entrySet().stream()
                    .map(file -> new BundleFile(
                            file.getKey(),
                            file.getValue().bytes(),
                            file.getValue().digest()))
                    .collect(Collectors.toList());
            files.add(new BundleFile(BundlePath.MODEL_SIGNATURE, signature.bytes(), signature.digest()));
            byte[] release = SignedRelease.sign(
                    new ReleaseStatement(files, release(manifest.digest(), statement.root())), signer);
            return new PackRequest(
                    PackRequest.FORMAT,
                    manifest,
                    signature,
                    artifacts.put(release),
                    PublicKeys.pem(signer.publicKey()));
        }
    }

    private static Release release(Digest model, Digest root) {
        Compatibility needs = new Compatibility(List.of("scooter-g3"), ">=1.17", 64);
        List<Digest> evaluations = List.of(Digest.of(new byte[] {2}));
        Digest policy = Digest.of(new byte[] {3});
        Digest candidate = new Candidate(model, evaluations, needs, policy).digest();
        return new Release(
                "sidewalk-detector",
                "1.0.0",
                1,
                1,
                0,
                null,
                needs,
                model,
                root,
                policy,
                evaluations,
                Map.of(),
                new Approval(candidate, "0".repeat(40), null, List.of()),
                null);
    }

    private static KeyProvider key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return PemKeyProvider.read("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())));
    }
}
