package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.ArtifactStore.Result;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.testing.S3Server;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The port as the controllers know it, on a real S3 server. */
class S3ArtifactStoreIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private static final Digest INPUT = Digest.of("input".getBytes(StandardCharsets.UTF_8));
    private static final byte[] DOCUMENT = "{\"format\":1}".getBytes(StandardCharsets.UTF_8);

    private static final InTotoStatement<?> STATEMENT = InTotoStatement.of(
            List.of(Subject.of(Ledger.MODEL, Digest.of(DOCUMENT), null)),
            "https://example.org/said/v1",
            Map.of("a", "b"));

    private S3Client s3;
    private String bucket;

    @BeforeEach
    void open() {
        s3 = SERVER.client();
        bucket = SERVER.bucket();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void givesTheBytesOfADigest() throws Refused, Unavailable {
        assertThat(store(s3).read(put(DOCUMENT, Digest.of(DOCUMENT)))).isEqualTo(DOCUMENT);
    }

    @Test
    void refusesOtherBytes() {
        assertRefused(put(DOCUMENT, Digest.of(new byte[0])), "does not hold the bytes of its digest");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertRefused(ref(Digest.of(DOCUMENT), 7), "is not in the artifact store");
    }

    @Test
    void refusesAPlaceThatAPodChose() {
        ArtifactRef ref = put(DOCUMENT, Digest.of(DOCUMENT));

        assertRefused(
                new ArtifactRef("s3://elsewhere/x", ref.digest(), ref.bytes()), "lies outside the artifact store");
    }

    @Test
    void refusesWhatIsNoDocumentWhateverTheReferenceClaims() {
        byte[] large = new byte[(int) ArtifactStore.MAX_BYTES + 1];
        ArtifactRef ref = put(large, Digest.of(large));

        assertRefused(ref, "a document has");
        assertRefused(ref(ref.digest(), 1), "larger than a document may be");
    }

    @Test
    void aWrongKeyIsWorthAnotherTryAndNamesTheRight() {
        ArtifactRef ref = put(DOCUMENT, Digest.of(DOCUMENT));
        try (S3Client wrong = SERVER.client("not-the-key")) {
            assertThatThrownBy(() -> store(wrong).read(ref))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("s3:GetObject");
        }
    }

    @Test
    void aStatementIsInTheLedgerOnceHoweverOftenItIsTold() throws Refused, Unavailable {
        store(s3).record(STATEMENT);
        store(s3).record(STATEMENT);

        byte[] bytes = Documents.write(STATEMENT);
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents())
                .extracting(S3Object::key)
                .containsExactly("root/ledger/sha256/" + Digest.of(bytes).hex());
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key(statementKey()))
                        .asByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void otherBytesInThePlaceOfAStatementAreRefusedAndNotOverwritten() {
        s3.putObject(put -> put.bucket(bucket).key(statementKey()), RequestBody.fromBytes(DOCUMENT));

        assertThatThrownBy(() -> store(s3).record(STATEMENT))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("s3://%s/%s".formatted(bucket, statementKey()))
                .hasMessageContaining("remove that object");
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key(statementKey()))
                        .asByteArray())
                .isEqualTo(DOCUMENT);
    }

    @Test
    void aLedgerThatLetsNobodyWriteIsWorthAnotherTryAndNamesTheRight() {
        try (S3Client wrong = SERVER.client("not-the-key")) {
            assertThatThrownBy(() -> store(wrong).record(STATEMENT))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("s3:PutObject");
        }
    }

    @Test
    void theFirstResultOfAnInputIsKnownByItAloneAndStays() throws Refused, Unavailable {
        ArtifactRef model = put(DOCUMENT, Digest.of(DOCUMENT));
        Result result = new Result("train", INPUT, Map.of(Ledger.MODEL, model));
        assertThat(store(s3).result("train", INPUT)).isEmpty();

        store(s3).keep(result);
        store(s3).keep(new Result("train", INPUT, Map.of(Ledger.MODEL, ref(INPUT, 1))));

        assertThat(store(s3).result("train", INPUT)).contains(result);
        assertThat(store(s3).result("evaluate", INPUT)).isEmpty();
        assertThat(store(s3).result("train", Digest.of(DOCUMENT))).isEmpty();
    }

    @Test
    void whatIsNoResultOfThisInputIsRefusedAndNamed() throws Unavailable {
        String key = "root/" + KnownResult.key("train", INPUT);
        store(s3).keep(new Result("train", Digest.of(DOCUMENT), Map.of()));
        s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey("root/" + KnownResult.key("train", Digest.of(DOCUMENT)))
                .destinationBucket(bucket)
                .destinationKey(key));
        assertThatThrownBy(() -> store(s3).result("train", INPUT))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(key)
                .hasMessageContaining("remove that object");

        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("{}"));
        assertThatThrownBy(() -> store(s3).result("train", INPUT))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(key);
    }

    private static String statementKey() {
        return "root/" + Ledger.key(Documents.digest(STATEMENT));
    }

    private void assertRefused(ArtifactRef ref, String message) {
        assertThatThrownBy(() -> store(s3).read(ref))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(message);
    }

    private ArtifactStore store(S3Client client) {
        return new S3ArtifactStore(new S3Documents(client, "s3://%s/root".formatted(bucket)), Lineage.NONE);
    }

    private ArtifactRef put(byte[] bytes, Digest digest) {
        String key = "root/" + ArtifactRef.key(digest);
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        return ref(digest, bytes.length);
    }

    private ArtifactRef ref(Digest digest, long bytes) {
        return new ArtifactRef("s3://%s/root/%s".formatted(bucket, ArtifactRef.key(digest)), digest, bytes);
    }
}
