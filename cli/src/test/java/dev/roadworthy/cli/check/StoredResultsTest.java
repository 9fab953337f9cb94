package dev.roadworthy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredResultsTest {

    private static final Digest INPUT = new Digest("sha256:" + "1".repeat(64));
    private static final Digest MODEL = new Digest("sha256:" + "2".repeat(64));
    private static final KnownResult TRAINED = new KnownResult(
            KnownResult.FORMAT, KnownResult.TRAIN, INPUT, Map.of(Ledger.MODEL, new KnownResult.Document(MODEL, 7)));

    @TempDir
    private Path root;

    @Test
    void aResultIsThatOfItsStepAndInput() throws IOException {
        keep(Documents.write(TRAINED));

        try (StoredResults results = open()) {
            assertThat(results.find(Kind.TRAINING_RUN, INPUT)).contains(TRAINED);
            assertThat(results.find(Kind.TRAINING_RUN, MODEL)).isEmpty();
            assertThat(results.find(Kind.EVALUATION, INPUT)).isEmpty();
            assertThat(results.find(Kind.DATASET, INPUT)).isEmpty();
            assertThat(results.failure()).isEmpty();
        }
    }

    @Test
    void anInputIsAskedForOnce() throws IOException {
        keep(Documents.write(TRAINED));

        try (StoredResults results = open()) {
            assertThat(results.find(Kind.TRAINING_RUN, INPUT)).contains(TRAINED);
            Files.delete(root.resolve(KnownResult.key(KnownResult.TRAIN, INPUT)));
            assertThat(results.find(Kind.TRAINING_RUN, INPUT)).contains(TRAINED);
        }
    }

    @Test
    void whatCannotBeReadIsSaidAndNotAskedAgain() throws IOException {
        keep("{}".getBytes(StandardCharsets.UTF_8));

        try (StoredResults results = open()) {
            assertThat(results.find(Kind.TRAINING_RUN, INPUT)).isEmpty();
            assertThat(results.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains(KnownResult.key(KnownResult.TRAIN, INPUT)));
            Path another = root.resolve(KnownResult.key(KnownResult.TRAIN, MODEL));
            Files.write(another, Documents.write(TRAINED));
            assertThat(results.find(Kind.TRAINING_RUN, MODEL)).isEmpty();
        }
    }

    @Test
    void withoutAStoreThereIsNothing() {
        try (StoredResults results = StoredResults.open(Optional.empty())) {
            assertThat(results.find(Kind.TRAINING_RUN, INPUT)).isEmpty();
            assertThat(results.failure()).isEmpty();
        }
    }

    @Test
    void whatIsNoStoreIsRefused() {
        assertThatThrownBy(() -> StoredResults.open(Optional.of("http://bucket/artifacts")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://bucket/artifacts");
    }

    private StoredResults open() {
        return StoredResults.open(Optional.of("file://" + root));
    }

    private void keep(byte[] bytes) throws IOException {
        Path file = root.resolve(KnownResult.key(KnownResult.TRAIN, INPUT));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
