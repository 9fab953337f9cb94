package dev.roadworthy.bundle.oms;

import static dev.roadworthy.bundle.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.fixture.Keys;
import dev.roadworthy.bundle.fixture.SignedJson;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStatementTest {

    private static final KeyProvider KEY = Keys.onCurve(Keys.P256);
    private static final Digest A = digest("a");
    private static final Digest B = digest("b");
    private static final ModelStatement MODEL = ModelStatement.of("model", Map.of("b", B, "a", A));

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelStatement read(byte[] json) throws RefusedException {
        return ModelStatement.read(SignedJson.verified(json, KEY), "model.sig");
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        return SignedJson.changed(MODEL.write(), change);
    }

    private static ObjectNode predicate(ObjectNode statement) {
        return (ObjectNode) statement.get("predicate");
    }

    private static ObjectNode serialization(ObjectNode statement) {
        return (ObjectNode) predicate(statement).get("serialization");
    }

    private static ObjectNode resource(ObjectNode statement, int i) {
        return (ObjectNode) predicate(statement).get("resources").get(i);
    }

    @Test
    void isReadAsItWasWritten() throws RefusedException {
        assertThat(read(MODEL.write())).isEqualTo(MODEL);
    }

    @Test
    void hasTheMembersOfTheSpecification() {
        assertThat(SignedJson.object(MODEL.write()))
                .isEqualTo(SignedJson.node("""
                        {"_type": "https://in-toto.io/Statement/v1",
                         "subject": [{"name": "model", "digest": {"sha256": "%s"}}],
                         "predicateType": "https://model_signing/signature/v1.0",
                         "predicate": {
                           "resources": [{"name": "a", "algorithm": "sha256", "digest": "%s"},
                                         {"name": "b", "algorithm": "sha256", "digest": "%s"}],
                           "serialization": {"method": "files", "hash_type": "sha256", "allow_symlinks": false,
                                             "ignore_paths": []}}}
                        """.formatted(MODEL.root().hex(), A.hex(), B.hex())));
    }

    @Test
    void rootIsOverTheRawDigestsInOrder() {
        byte[] raw = HexFormat.of().parseHex(A.hex() + B.hex());

        assertThat(MODEL.root()).isEqualTo(Digest.of(raw));
    }

    @Test
    void sortsByCodePoint() {
        // As Java strings, the last two would change places: a surrogate is below U+FFxx.
        List<String> names = List.of("B", "a-b", "a/b", "ab", "é", "\uff21", "\ud83d\ude97");
        Map<String, Digest> files = new HashMap<>();
        names.forEach(name -> files.put(name, A));

        assertThat(ModelStatement.of("model", files).resources())
                .extracting(ModelStatement.Resource::name)
                .containsExactlyElementsOf(names);
    }

    @Test
    void takesTheOrderOfAnotherSigner() throws RefusedException {
        ModelStatement other = new ModelStatement(
                "model", List.of(new ModelStatement.Resource("b", B), new ModelStatement.Resource("a", A)));

        assertThat(read(other.write())).isEqualTo(other);
        assertThat(other.root()).isNotEqualTo(MODEL.root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "../a", "a/../b", "a/..", ".", "./a", "a//b", "a/", "a\\b", "a\u0000", "a\nb"
            })
    void refusesPathsThatAreNotPlain(String path) {
        assertThatThrownBy(() -> ModelStatement.of("model", Map.of(path, A)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no plain relative path");
        assertRefused(
                RefusalCode.UNSAFE_PATH,
                () -> read(changed(statement -> resource(statement, 0).put("name", path))));
    }

    @Test
    void refusesARootThatTheFilesDoNotHave() {
        assertRefused(
                RefusalCode.MODEL_ROOT_MISMATCH,
                () -> read(changed(statement -> resource(statement, 0).put("digest", B.hex()))));
        assertRefused(
                RefusalCode.MODEL_ROOT_MISMATCH,
                () -> read(
                        changed(statement -> ((ArrayNode) predicate(statement).get("resources")).remove(0))));
    }

    @Test
    void refusesOtherSerializations() {
        List<Consumer<ObjectNode>> changes = List.of(
                statement -> serialization(statement).put("method", "shards").put("shard_size", 1000),
                statement -> serialization(statement).put("hash_type", "blake3"),
                statement -> serialization(statement).put("allow_symlinks", true),
                statement -> resource(statement, 1).put("algorithm", "blake3"));
        for (Consumer<ObjectNode> change : changes) {
            assertRefused(RefusalCode.UNSUPPORTED_SERIALIZATION, () -> read(changed(change)));
        }
    }

    @Test
    void refusesAnotherKindOfStatement() {
        assertRefused(
                RefusalCode.WRONG_PREDICATE_TYPE,
                () -> read(changed(statement -> statement.put("predicateType", "https://example.com/other/v1"))));
    }

    @Test
    void refusesStatementsThatDoNotHoldTogether() {
        List<Consumer<ObjectNode>> changes = List.of(
                statement -> statement.put("_type", "https://in-toto.io/Statement/v0.1"),
                statement -> statement.remove("subject"),
                statement -> ((ArrayNode) statement.get("subject")).removeAll(),
                statement -> ((ArrayNode) statement.get("subject"))
                        .add(statement.get("subject").get(0).deepCopy()),
                statement -> ((ObjectNode) statement.get("subject").get(0).get("digest")).put("sha512", "00"),
                statement -> statement.put("more", 1),
                statement -> predicate(statement).put("more", 1),
                statement -> predicate(statement).remove("serialization"),
                statement -> serialization(statement).put("more", 1),
                statement -> serialization(statement).put("allow_symlinks", "false"),
                statement -> serialization(statement).remove("allow_symlinks"),
                statement -> resource(statement, 0).put("digest", "00"),
                statement -> resource(statement, 0).remove("name"),
                statement -> resource(statement, 1).put("name", "a"),
                statement -> ((ArrayNode) predicate(statement).get("resources")).removeAll());
        for (Consumer<ObjectNode> change : changes) {
            assertRefused(RefusalCode.MALFORMED_STATEMENT, () -> read(changed(change)));
        }
    }

    @Test
    void needsAFile() {
        assertThatThrownBy(() -> ModelStatement.of("model", Collections.emptyMap()))
                .hasMessageContaining("without files");
    }
}
