package dev.roadworthy.bundle.release;

import static dev.roadworthy.bundle.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.fixture.SignedJson;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.key.TrustedKey;
import dev.roadworthy.contract.Digest;
import java.security.InvalidKeyException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseStatementTest {

    private static final KeyProvider KEY = TestBundle.KEY;
    private static final ReleaseStatement STATEMENT = new TestBundle().statement();

    private static SignedRelease verify(byte[] statement) throws RefusedException {
        return SignedRelease.verify(SignedJson.sign(statement, KEY), Keys.trust(KEY));
    }

    private static void assertRefusedWith(RefusalCode code, Consumer<ObjectNode> change) {
        assertRefused(code, () -> verify(SignedJson.changed(STATEMENT.write(), change)));
    }

    private static ObjectNode release(ObjectNode statement) {
        return (ObjectNode) statement.get("predicate");
    }

    private static ObjectNode file(ObjectNode statement, int i) {
        return (ObjectNode) statement.get("subject").get(i);
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        SignedRelease release = SignedRelease.verify(SignedRelease.sign(STATEMENT, KEY), Keys.trust(KEY));

        assertThat(release.statement()).isEqualTo(STATEMENT);
        assertThat(release.payloadDigest()).isEqualTo(Digest.of(STATEMENT.write()));
        assertThat(release.keyId()).isEqualTo(KEY.keyId());
    }

    @Test
    void keepsItsPayloadDigestWhenItIsSignedAgain() throws Exception {
        byte[] once = SignedRelease.sign(STATEMENT, KEY);
        byte[] again = SignedRelease.sign(STATEMENT, KEY);

        assertThat(again).isNotEqualTo(once);
        assertThat(SignedRelease.verify(again, Keys.trust(KEY)).payloadDigest())
                .isEqualTo(SignedRelease.verify(once, Keys.trust(KEY)).payloadDigest());
    }

    @Test
    void readsAReleaseWithoutWhatIsOptional() throws Exception {
        SignedRelease release = verify(SignedJson.changed(STATEMENT.write(), statement -> {
            release(statement).remove(List.of("installBefore", "fallback"));
            ((ObjectNode) release(statement).get("approval")).remove("pullRequest");
        }));

        assertThat(release.release().installBefore()).isNull();
        assertThat(release.release().fallback()).isNull();
        assertThat(release.release().approval().pullRequest()).isNull();
    }

    @Test
    void listsTheFilesInTheOrderOfTheArchive() {
        assertThat(STATEMENT.files())
                .extracting(file -> file.name().value())
                .containsExactly(
                        "model.sig", "attestations/evaluation.json", "model/model.onnx", "model/preprocess.json");
    }

    @Test
    void signsOnlyWhatWasApproved() {
        ReleaseStatement other = new ReleaseStatement(
                STATEMENT.files(), TestBundle.changed(STATEMENT.release(), r -> ((ObjectNode) r.get("approval"))
                        .put("digest", TestBundle.digest("another").value())));

        assertThatThrownBy(() -> SignedRelease.sign(other, KEY)).hasMessageContaining("approved is the candidate");
    }

    @Test
    void refusesWhatWasNotApproved() {
        String other = TestBundle.digest("other").value();
        List<Consumer<ObjectNode>> changes = List.of(
                r -> r.put("model", other),
                r -> r.put("policy", other),
                r -> ((ArrayNode) r.get("evaluations")).add(other),
                r -> ((ArrayNode) r.get("compatibility").get("hardware")).add("scooter-g2"),
                r -> ((ObjectNode) r.get("compatibility")).put("minFreeMiB", 1),
                r -> ((ObjectNode) r.get("compatibility")).put("onnxRuntime", ">=1"),
                r -> ((ObjectNode) r.get("approval")).put("digest", other));
        for (Consumer<ObjectNode> change : changes) {
            assertRefusedWith(RefusalCode.NOT_APPROVED, statement -> change.accept(release(statement)));
        }
    }

    @Test
    void refusesAKeyThatMaySignForOtherLinesOnly() throws InvalidKeyException {
        TrustStore trust = TrustStore.of(List.of(new TrustedKey(KEY.publicKey(), Set.of("signs"))));

        assertRefused(
                RefusalCode.KEY_NOT_ALLOWED, () -> SignedRelease.verify(SignedRelease.sign(STATEMENT, KEY), trust));
    }

    @Test
    void refusesAnotherKindOfStatement() {
        assertRefusedWith(
                RefusalCode.WRONG_PREDICATE_TYPE,
                statement -> statement.put("predicateType", "https://roadworthy.dev/attestation/channel/v1"));
        assertRefused(
                RefusalCode.WRONG_PREDICATE_TYPE,
                () -> verify(new TestBundle().model().write()));
    }

    @Test
    void refusesEveryMissingMember() {
        for (String member : List.of(
                "line",
                "version",
                "epoch",
                "counter",
                "floor",
                "compatibility",
                "model",
                "modelRoot",
                "policy",
                "evaluations",
                "lineage",
                "approval")) {
            assertRefusedWith(RefusalCode.MALFORMED_STATEMENT, statement -> release(statement)
                    .remove(member));
            assertRefusedWith(RefusalCode.MALFORMED_STATEMENT, statement -> release(statement)
                    .putNull(member));
        }
    }

    @Test
    void refusesMembersThatAreNotOfTheirForm() {
        List<Consumer<ObjectNode>> changes = List.of(
                r -> r.put("minDriver", "550"),
                r -> r.put("line", "Sidewalk"),
                r -> r.put("line", "../x"),
                r -> r.put("version", "1.4"),
                r -> r.put("version", "01.4.0"),
                r -> r.put("counter", 0),
                r -> r.put("counter", -1),
                r -> r.put("counter", "42"),
                r -> r.put("counter", 42.0),
                r -> r.put("counter", 1L << 53),
                r -> r.put("epoch", -1),
                r -> r.put("floor", 43),
                r -> r.put("floor", -1),
                r -> r.put("installBefore", 1_700_000_000),
                r -> r.put("installBefore", "2026-06-01"),
                r -> r.put("installBefore", "2026-06-01T00:00:00+00:00"),
                r -> r.put("installBefore", "2026-06-01T00:00:00.5Z"),
                r -> r.put("model", "sha1:00"),
                r -> r.putArray("evaluations"),
                r -> ((ObjectNode) r.get("lineage"))
                        .put("A role", r.get("model").asText()),
                r -> ((ObjectNode) r.get("approval")).put("commit", "main"),
                r -> ((ObjectNode) r.get("fallback")).put("counter", 0),
                r -> ((ObjectNode) r.get("compatibility")).putArray("hardware"),
                r -> ((ObjectNode) r.get("compatibility")).put("minFreeMiB", -1),
                r -> ((ObjectNode) r.get("compatibility")).put("onnxRuntime", "1.17"),
                r -> ((ObjectNode) r.get("compatibility")).put("gpu", "yes"));
        for (Consumer<ObjectNode> change : changes) {
            assertRefusedWith(RefusalCode.MALFORMED_STATEMENT, statement -> change.accept(release(statement)));
        }
    }

    @Test
    void refusesFilesThatMakeNoBundle() {
        List<Consumer<ObjectNode>> changes = List.of(
                s -> file(s, 0).put("name", "release.json"),
                s -> ((ArrayNode) s.get("subject")).remove(0),
                s -> s.set("subject", s.arrayNode().add(file(s, 0))),
                s -> ((ArrayNode) s.get("subject")).add(file(s, 3).deepCopy()),
                s -> ((ArrayNode) s.get("subject"))
                        .add(file(s, 3).deepCopy().put("name", "model/preprocess.json/below")),
                s -> ((ArrayNode) s.get("subject")).insert(0, ((ArrayNode) s.get("subject")).remove(3)),
                s -> ((ObjectNode) file(s, 2).get("annotations")).put("size", -1),
                s -> ((ObjectNode) file(s, 2).get("annotations")).put("size", 1L << 33),
                s -> ((ObjectNode) file(s, 2).get("annotations")).put("size", "7"),
                s -> ((ObjectNode) file(s, 2).get("annotations")).putNull("size"),
                s -> ((ObjectNode) file(s, 2).get("annotations")).put("mode", 493),
                s -> file(s, 2).remove("annotations"),
                s -> ((ObjectNode) file(s, 2).get("digest")).put("sha256", "00"),
                s -> ((ObjectNode) file(s, 2).get("digest")).put("md5", "00"));
        for (Consumer<ObjectNode> change : changes) {
            assertRefusedWith(RefusalCode.MALFORMED_STATEMENT, change);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/model/a",
                "model",
                "model/",
                "model//a",
                "model/..",
                "model/../a",
                "../model/a",
                "model/.git",
                "model/a b",
                "model/a\\b",
                "model/-a",
                "model/é",
                "model/a\u0000",
                "MODEL/a",
                "Model.sig",
                "release.json/a",
                "attestations/a.txt",
                "attestations/a/b.json",
                "attestations/.json",
                "root/0.json",
                "root/a.json",
                "root/1.json.json",
                "channel.json",
                "C:a"
            })
    void theLayoutHasNoOtherPlaces(String name) {
        assertThatThrownBy(() -> new BundlePath(name)).isInstanceOf(IllegalArgumentException.class);
        assertRefusedWith(
                RefusalCode.MALFORMED_STATEMENT, statement -> file(statement, 3).put("name", name));
    }

    @Test
    void aNameFitsATarHeader() {
        assertThat(BundlePath.ofModel("a".repeat(93)).value()).hasSize(99);
        assertThatThrownBy(() -> BundlePath.ofModel("a".repeat(94))).isInstanceOf(IllegalArgumentException.class);
    }
}
