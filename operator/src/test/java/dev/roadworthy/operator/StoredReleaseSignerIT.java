package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.oms.SignedModel;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Compatibility;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.ReleaseSigner.Approved;
import dev.roadworthy.controller.port.ReleaseSigner.Order;
import dev.roadworthy.controller.port.ReleaseSigner.Signed;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.testing.S3Server;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The port as the controllers know it, with a key in memory and a real S3 server. */
class StoredReleaseSignerIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private static final String LINE = "sidewalk-detector";

    private final KeyProvider key = FreshKey.make();
    private S3Client s3;
    private S3Documents documents;
    private String bucket;

    StoredReleaseSignerIT() throws Exception {}

    @BeforeEach
    void open() {
        s3 = SERVER.client();
        bucket = SERVER.bucket();
        documents = new S3Documents(s3, "s3://%s/root".formatted(bucket));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void whatIsSignedVerifiesAndListsWhatGoesOntoAVehicle() throws Exception {
        Signed signed = signer().sign(order("a"));

        TrustStore trust = TrustStore.ofPem(signed.publicKey());
        S3ArtifactStore store = new S3ArtifactStore(documents, Lineage.NONE);
        SignedRelease release = SignedRelease.verify(store.read(signed.release()), trust);
        assertThat(release.payloadDigest()).isEqualTo(signed.payload());
        assertThat(release.release().counter()).isEqualTo(1);
        assertThat(release.release().approval().commit()).isNull();
        assertThat(release.statement().files())
                .extracting(file -> file.name().value())
                .containsExactly("model.sig", "model/model.onnx", "model/preprocess.json");
        Release said = release.release();
        assertThat(SignedModel.verify(store.read(signed.modelSignature()), trust, "model.sig")
                        .statement()
                        .root())
                .isEqualTo(said.modelRoot());
    }

    @Test
    void whoApprovedItStandsInTheSignedStatement() throws Exception {
        Approved approved = new Approved("c".repeat(40), "https://git.example.org/fleet/pulls/7", List.of("alice"));

        Signed signed = signer().sign(order("a", Optional.of(approved)));

        Release release = SignedRelease.verify(
                        new S3ArtifactStore(documents, Lineage.NONE).read(signed.release()),
                        TrustStore.ofPem(signed.publicKey()))
                .release();
        assertThat(release.approval().commit()).isEqualTo(approved.commit());
        assertThat(release.approval().pullRequest()).isEqualTo(approved.pullRequest());
        assertThat(release.approval().approvers()).containsExactly("alice");
    }

    @Test
    void theSameOrderGetsTheSameBytes() throws Exception {
        Signed first = signer().sign(order("a"));

        assertThat(signer().sign(order("a"))).isEqualTo(first);
        assertThat(signer().sign(order("b")).counter()).isEqualTo(2);
        assertThat(signer().sign(order("a"))).isEqualTo(first);
    }

    @Test
    void countersOfALineAreGivenOnceWhoeverAsksAtTheSameTime() throws Exception {
        Set<Long> counters = new HashSet<>();
        try (ExecutorService operators = Executors.newFixedThreadPool(4)) {
            List<Callable<Signed>> asked = List.of(
                    () -> signer().sign(order("a")), () -> signer().sign(order("b")),
                    () -> signer().sign(order("c")), () -> signer().sign(order("d")));
            for (Future<Signed> signed : operators.invokeAll(asked)) {
                counters.add(signed.get().counter());
            }
        }

        assertThat(counters).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void aSignatureThatWasReplacedInTheStoreIsRefused() throws Exception {
        Signed signed = signer().sign(order("a"));
        String name =
                "root/signed/%s/%s".formatted(key.keyId(), signed.payload().hex());
        s3.putObject(b -> b.bucket(bucket).key(name), RequestBody.fromString("{}"));

        assertThatThrownBy(() -> signer().sign(order("a")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        Order order = order("a");

        assertThatThrownBy(() -> signer().sign(new Order(
                        order.claimant(),
                        LINE,
                        "latest",
                        order.candidate(),
                        order.model(),
                        order.lineage(),
                        order.approval())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("version");
    }

    @Test
    void aStoreThatDoesNotLetIsWorthAnotherTry() throws Exception {
        try (S3Client wrong = SERVER.client("not-the-key")) {
            S3Documents closed = new S3Documents(wrong, "s3://%s/root".formatted(bucket));
            assertThatThrownBy(() -> new StoredReleaseSigner(key, closed).sign(order("a")))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("s3:");
        }
    }

    private StoredReleaseSigner signer() throws Exception {
        return new StoredReleaseSigner(key, documents);
    }

    private static Order order(String claimant) {
        return order(claimant, Optional.empty());
    }

    private static Order order(String claimant, Optional<Approved> approval) {
        ModelManifest model = new ModelManifest(
                ModelManifest.FORMAT,
                List.of(file("model.onnx", 3), file("notes/loss.csv", 5), file("preprocess.json", 7)),
                13,
                new ModelManifest.Input("image", 8, 6),
                new ModelManifest.Output("scores", List.of("background", "road")),
                15);
        Candidate candidate = new Candidate(
                Digest.of(new byte[] {1}),
                List.of(Digest.of(new byte[] {2})),
                new Compatibility(List.of("scooter-g3"), ">=1.17", 64),
                Digest.of(new byte[] {3}));
        return new Order(
                Digest.of(claimant.getBytes(StandardCharsets.UTF_8)),
                LINE,
                "1.0.0",
                candidate,
                model,
                Map.of("dataset", Digest.of(new byte[] {4})),
                approval);
    }

    private static ModelManifest.File file(String path, int content) {
        byte[] bytes = {(byte) content};
        return new ModelManifest.File(path, new ArtifactRef("s3://elsewhere/" + path, Digest.of(bytes), 1));
    }
}
