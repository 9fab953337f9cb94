package dev.roadworthy.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.Limits;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.Verdict;
import dev.roadworthy.bundle.archive.BundleLayout;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.fixture.SignedJson;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.bundle.fixture.TestBundle.Built;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
import dev.roadworthy.bundle.oms.ModelStatement;
import dev.roadworthy.bundle.release.SignedRelease;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleVerifierIT {

    private static final KeyProvider OTHER = Keys.onCurve("secp384r1");
    private static final Built BUNDLE = new TestBundle().build();

    @TempDir
    private Path parent;

    private Verification verification;

    @BeforeEach
    void start() {
        verification = new Verification(parent);
    }

    @Test
    void stagesExactlyTheFilesOfTheBundle() throws IOException {
        StagedBundle staged = verification.accepts(BUNDLE.archive());

        assertThat(staged.digest()).isEqualTo(BUNDLE.digest());
        assertThat(staged.release().release().counter()).isEqualTo(42);
        try (Stream<Path> walk = Files.walk(staged.directory())) {
            assertThat(walk.filter(Files::isRegularFile)
                            .map(file -> staged.directory().relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(BUNDLE.files().keySet().stream()
                            .map(BundlePath::value)
                            .toList());
        }
        for (Map.Entry<BundlePath, byte[]> file : BUNDLE.files().entrySet()) {
            assertThat(staged.directory().resolve(file.getKey().value())).hasBinaryContent(file.getValue());
        }
    }

    @Test
    void readsNothingBehindTheReleaseBeforeItIsJudged() throws IOException {
        InputStream archive = new ByteArrayInputStream(BUNDLE.archive());
        BundleVerifier verifier = new BundleVerifier(Keys.trust(TestBundle.KEY), Limits.DEFAULT);

        verifier.admit(archive, Expectation.NONE, TestBundle.VEHICLE, TestBundle.NOW);

        long documents = BundleLayout.of(BUNDLE.release()).documentBytes();
        assertThat(archive.available()).isEqualTo((int) (BUNDLE.archive().length - documents));
    }

    @Test
    void takesTheRestFromAnotherConnection() throws IOException {
        long documents = BundleLayout.of(BUNDLE.release()).documentBytes();
        InputStream rest = new ByteArrayInputStream(
                BUNDLE.archive(), (int) documents, (int) (BUNDLE.archive().length - documents));

        Verdict<StagedBundle> verdict = new BundleVerifier(Keys.trust(TestBundle.KEY), Limits.DEFAULT)
                .stage(BUNDLE.release(), rest, new Expectation(null, BUNDLE.digest()), parent.resolve("staged"));

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesAVehicleThatDoesNotFitBeforeTheModelIsRead() {
        verification.refuses(
                new TestBundle().changing(r -> r.put("counter", 41)).build().archive(), RefusalCode.NOT_NEWER);
        verification.refuses(
                new TestBundle().changing(r -> r.put("line", "signs")).build().archive(), RefusalCode.WRONG_LINE);
    }

    @Test
    void refusesAReleaseOfAnotherKey() {
        verification.refuses(new TestBundle().releaseSignedBy(OTHER).build().archive(), RefusalCode.UNKNOWN_KEY);
    }

    @Test
    void refusesAModelOfAnotherKey() {
        verification.refuses(new TestBundle().modelSignedBy(OTHER).build().archive(), RefusalCode.UNKNOWN_KEY);
    }

    @Test
    void refusesAModelOfAKeyForOtherLines() throws Exception {
        TrustStore trust = TrustStore.of(List.of(
                new TrustedKey(TestBundle.KEY.publicKey(), Set.of("sidewalk-detector")),
                new TrustedKey(OTHER.publicKey(), Set.of("signs"))));

        verification
                .trusting(trust)
                .refuses(new TestBundle().modelSignedBy(OTHER).build().archive(), RefusalCode.KEY_NOT_ALLOWED);
    }

    @Test
    void takesAModelAndAReleaseOfTwoKeys() {
        verification
                .trusting(Keys.trust(TestBundle.KEY, OTHER))
                .accepts(new TestBundle().modelSignedBy(OTHER).build().archive());
    }

    @Test
    void refusesASignatureOverAnotherModel() {
        byte[] stranger = SignedJson.sign(
                ModelStatement.of("model", Map.of("model.onnx", TestBundle.digest("others")))
                        .write(),
                TestBundle.KEY);

        verification.refuses(
                new TestBundle().with("model.sig", stranger).build().archive(), RefusalCode.MODEL_ROOT_MISMATCH);
    }

    @Test
    void refusesAModelFileThatTheModelSignatureDoesNotCover() {
        TestBundle bundle = new TestBundle();
        byte[] before = bundle.files().get(BundlePath.MODEL_SIGNATURE);
        String root = bundle.model().root().value();
        bundle.with("model/late.bin", "added after signing")
                .with("model.sig", before)
                .changing(r -> r.put("modelRoot", root));

        verification.refuses(bundle.build().archive(), RefusalCode.MODEL_ROOT_MISMATCH);
    }

    @Test
    void refusesTwoSignaturesAndNone() {
        byte[] sig = new TestBundle().files().get(BundlePath.MODEL_SIGNATURE);
        byte[] two = SignedJson.changed(sig, bundle -> {
            ArrayNode signatures = (ArrayNode) bundle.get("dsseEnvelope").get("signatures");
            signatures.add(signatures.get(0).deepCopy());
        });

        verification.refuses(new TestBundle().with("model.sig", two).build().archive(), RefusalCode.SIGNATURE_COUNT);
        verification.refuses(
                new TestBundle().with("model.sig", "{}").build().archive(), RefusalCode.MALFORMED_ENVELOPE);
    }

    @Test
    void takesWhatWasSaidBefore() {
        verification
                .expecting(new Expectation(BUNDLE.release().payloadDigest(), BUNDLE.digest()))
                .accepts(BUNDLE.archive());
    }

    @Test
    void refusesAnotherReleaseThanTheChosenOne() {
        verification
                .expecting(new Expectation(TestBundle.digest("another"), null))
                .refuses(BUNDLE.archive(), RefusalCode.PAYLOAD_MISMATCH);
    }

    @Test
    void refusesAnotherBundleThanTheAssignedOne() {
        verification
                .expecting(new Expectation(null, TestBundle.digest("another")))
                .refuses(BUNDLE.archive(), RefusalCode.BUNDLE_MISMATCH);
    }

    @Test
    void takesNoMoreThanItsLimits() {
        int release = BUNDLE.release().json().length;
        int signature = BUNDLE.files().get(BundlePath.MODEL_SIGNATURE).length;
        long bundle = BUNDLE.archive().length;

        for (Limits limits : List.of(
                new Limits(release - 1, signature, bundle),
                new Limits(release, signature - 1, bundle),
                new Limits(release, signature, bundle - 1))) {
            new Verification(parent).within(limits).refuses(BUNDLE.archive(), RefusalCode.TOO_LARGE);
        }
        new Verification(parent).within(new Limits(release, signature, bundle)).accepts(BUNDLE.archive());
    }

    @Test
    void leavesNothingBehindWhenTheConnectionBreaks() {
        SignedRelease release = BUNDLE.release();
        long documents = BundleLayout.of(release).documentBytes();
        InputStream rest =
                new FilterInputStream(new ByteArrayInputStream(
                        BUNDLE.archive(), (int) documents, (int) (BUNDLE.archive().length - documents))) {
                    private int left = 4000;

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        if (left <= 0) {
                            throw new IOException("connection reset");
                        }
                        int n = super.read(buffer, offset, Math.min(length, left));
                        left -= n;
                        return n;
                    }
                };
        BundleVerifier verifier = new BundleVerifier(Keys.trust(TestBundle.KEY), Limits.DEFAULT);

        assertThatThrownBy(() -> verifier.stage(release, rest, Expectation.NONE, parent.resolve("staged")))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void touchesNothingThatIsThereAlready() throws IOException {
        Path mine = Files.createDirectory(parent.resolve("staged")).resolve("mine");
        Files.writeString(mine, "precious");

        assertThatThrownBy(() -> verification.verify(BUNDLE.archive()))
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
        assertThat(mine).hasContent("precious");
    }
}
