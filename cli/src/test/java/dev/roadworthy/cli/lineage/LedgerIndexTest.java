package dev.roadworthy.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.Provenance.Making;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local copy, which may be cut off at any moment. */
class LedgerIndexTest {

    private static final Digest DATASET = Digest.of(new byte[] {1});
    private static final Digest MODEL = Digest.of(new byte[] {2});

    @TempDir
    private Path folder;

    @Test
    void statementsThatWereTakenInBeforeAKillAreJoinedAfterIt() throws Exception {
        try (LedgerIndex killed = LedgerIndex.open(folder)) {
            killed.join();
            add(killed, making(Making.DATASET, Ledger.DATASET, DATASET, List.of()));
            add(killed, making(Making.MODEL, Ledger.MODEL, MODEL, List.of(Resource.of(Ledger.DATASET, DATASET))));
        }

        try (LedgerIndex index = LedgerIndex.open(folder)) {
            index.join();

            assertThat(index.reached(index.makersOf(MODEL.value()), Direction.UP))
                    .hasSize(2);
            assertThat(index.reached(index.makersOf(DATASET.value()), Direction.DOWN))
                    .hasSize(2);
            assertThat(index.reached(index.makersOf(DATASET.value()), Direction.UP))
                    .hasSize(1);
        }
    }

    private static void add(LedgerIndex index, byte[] statement) throws Exception {
        index.add(List.of(Entry.read(statement)), List.of(new String(statement, StandardCharsets.UTF_8)));
    }

    private static byte[] making(Making making, String role, Digest made, List<Resource> used) {
        return Documents.write(InTotoStatement.of(
                List.of(Subject.of(role, made, null)),
                Provenance.PREDICATE_TYPE,
                new Provenance(
                        new Provenance.BuildDefinition(
                                making.uri(),
                                new Provenance.ExternalParameters(
                                        new Provenance.DeclaredObject("Kind", "vision", role), Map.of(), null),
                                used),
                        new Provenance.RunDetails(
                                Provenance.Builder.OPERATOR, new Provenance.Metadata("1"), List.of()))));
    }
}
