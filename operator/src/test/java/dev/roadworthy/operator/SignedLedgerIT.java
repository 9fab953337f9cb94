package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.bundle.dsse.SignedStatements;
import dev.roadworthy.bundle.key.KeyProvider;
import dev.roadworthy.bundle.key.KeyUnavailableException;
import dev.roadworthy.bundle.key.PublicKeys;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.testing.S3Server;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the ledger has of a statement, with a key and without, on a real S3 server. */
class SignedLedgerIT {

    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    private static final InTotoStatement<?> STATEMENT = InTotoStatement.of(
            List.of(Subject.of(Ledger.MODEL, Digest.of(new byte[] {1}), null)),
            "https://example.org/said/v1",
            Map.of("a", "b"));
    private static final Digest DIGEST = Documents.digest(STATEMENT);

    private final KeyProvider key = FreshKey.make();
    private S3Client s3;
    private S3Documents documents;
    private String bucket;

    @TempDir
    private Path directory;

    SignedLedgerIT() throws Exception {}

    /** A key service that can be away. */
    private static final class RemoteKey implements KeyProvider {

        private final KeyProvider key;
        private boolean away = true;

        RemoteKey(KeyProvider key) {
            this.key = key;
        }

        @Override
        public ECPublicKey publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] sign(byte[] message) throws KeyUnavailableException {
            if (away) {
                throw new KeyUnavailableException("the key service does not answer", null);
            }
            return key.sign(message);
        }
    }

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
    void aStatementKeepsItsBytesAndItsPlaceAndHasItsSignatureBesideIt() throws Exception {
        ledger(usable(key)).record(STATEMENT);

        assertThat(keys()).containsExactly(Ledger.key(DIGEST), signature());
        assertThat(bytes(Ledger.key(DIGEST))).isEqualTo(Documents.write(STATEMENT));
        assertThat(SignedStatements.verify(bytes(signature()), DIGEST, trust(), "it")
                        .id())
                .isEqualTo(key.keyId());
    }

    @Test
    void theFirstSignatureStaysHoweverOftenItIsTold() throws Exception {
        ledger(usable(key)).record(STATEMENT);
        byte[] first = bytes(signature());

        ledger(usable(key)).record(STATEMENT);

        assertThat(bytes(signature())).isEqualTo(first);
        assertThat(keys()).hasSize(2);
    }

    @Test
    void operatorsThatTellAtTheSameTimeKeepOneSignature() throws Exception {
        try (ExecutorService operators = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> told = () -> {
                ledger(usable(key)).record(STATEMENT);
                return true;
            };
            for (Future<Boolean> each : operators.invokeAll(Collections.nCopies(4, told))) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(keys()).containsExactly(Ledger.key(DIGEST), signature());
        assertThat(SignedStatements.verify(bytes(signature()), DIGEST, trust(), "it")
                        .id())
                .isEqualTo(key.keyId());
    }

    @Test
    void whoIsKilledBeforeTheSignatureCompletesItWhenHeTellsAgain() throws Exception {
        new S3ArtifactStore(documents, Lineage.NONE).record(STATEMENT);

        ledger(usable(key)).record(STATEMENT);

        assertThat(keys()).containsExactly(Ledger.key(DIGEST), signature());
    }

    @Test
    void aKeyThatIsAwayIsWorthAnotherTry() throws Exception {
        RemoteKey remote = new RemoteKey(key);
        ArtifactStore ledger = ledger(usable(remote));

        assertThatThrownBy(() -> ledger.record(STATEMENT))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the release key does not sign: the key service does not answer");
        assertThat(keys()).containsExactly(Ledger.key(DIGEST));

        remote.away = false;
        ledger.record(STATEMENT);
        assertThat(keys()).containsExactly(Ledger.key(DIGEST), signature());
    }

    @Test
    void aStoreThatTakesNoSignatureIsWorthAnotherTryAndNamesTheRight() throws Exception {
        try (S3Client wrong = SERVER.client("not-the-key")) {
            StatementSigner signer =
                    StatementSigner.of(usable(key), new S3Documents(wrong, "s3://%s/root".formatted(bucket)));

            assertThatThrownBy(() -> signer.sign(Documents.write(STATEMENT)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining(signature())
                    .hasMessageContaining("s3:");
        }
    }

    @Test
    void whatIsNoSignatureOfTheStatementIsRefusedAndNotOverwritten() throws Exception {
        InTotoStatement<?> other =
                InTotoStatement.of(STATEMENT.subject(), "https://example.org/said/v1", Map.of("a", "c"));
        ledger(usable(key)).record(other);
        byte[] swapped = bytes(Ledger.signature(key.keyId(), Documents.digest(other)));
        s3.putObject(put -> put.bucket(bucket).key("root/" + signature()), RequestBody.fromBytes(swapped));

        assertThatThrownBy(() -> ledger(usable(key)).record(STATEMENT))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("s3://%s/root/%s was changed".formatted(bucket, signature()))
                .hasMessageContaining("remove it, and it is signed anew");
        assertThat(bytes(signature())).isEqualTo(swapped);
    }

    @Test
    void anotherKeySignsBesideTheFirst() throws Exception {
        KeyProvider later = FreshKey.make();
        ledger(usable(key)).record(STATEMENT);

        ledger(usable(later)).record(STATEMENT);

        assertThat(keys())
                .containsExactlyInAnyOrder(Ledger.key(DIGEST), signature(), Ledger.signature(later.keyId(), DIGEST));
    }

    @Test
    void withoutAKeyStatementsAreNotSigned() throws Exception {
        ledger(ReleaseKey.read(Optional.empty())).record(STATEMENT);

        assertThat(keys()).containsExactly(Ledger.key(DIGEST));
    }

    @Test
    void aKeyThatCannotBeUsedIsNotTakenForNone() {
        Path missing = directory.resolve("key.pem");

        assertThatThrownBy(() -> ledger(ReleaseKey.read(Optional.of(missing))).record(STATEMENT))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("release.keySecret");
    }

    private static ReleaseKey usable(KeyProvider key) {
        return new ReleaseKey.Usable(key);
    }

    private ArtifactStore ledger(ReleaseKey with) {
        return new SignedLedger(new S3ArtifactStore(documents, Lineage.NONE), StatementSigner.of(with, documents));
    }

    private String signature() {
        return Ledger.signature(key.keyId(), DIGEST);
    }

    private TrustStore trust() throws Exception {
        return TrustStore.ofPem(PublicKeys.pem(key.publicKey()));
    }

    private List<String> keys() {
        return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .map(name -> name.substring("root/".length()))
                .toList();
    }

    private byte[] bytes(String name) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key("root/" + name))
                .asByteArray();
    }
}
