package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.worker.index.IndexDatabase;
import dev.roadworthy.worker.index.SlicePredicates;
import dev.roadworthy.worker.step.StepException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which frames are laid out. The order of candidates is that of a hash of seed and image, so the same dataset and seed
 * give the same frames on every machine, and a higher limit adds frames and removes none. An image that several frames
 * have is laid out once, and not at all where one of them has a mask.
 *
 * @param fresh frames without a mask that were chosen
 * @param gold frames with a mask that were chosen
 * @param candidates frames without a mask that could have been
 */
record Choice(long fresh, long gold, long candidates) {

    private static final String CANDIDATES = """
            CREATE TABLE candidate AS
            SELECT DISTINCT ON (sha256) frame, sha256 FROM frames
            WHERE label_sha256 IS NULL AND %s
              AND sha256 NOT IN (SELECT sha256 FROM frames WHERE label_sha256 IS NOT NULL)
            ORDER BY sha256, frame
            """;

    private static final String KNOWN = """
            CREATE TABLE known AS
            SELECT DISTINCT ON (sha256) frame, sha256 FROM frames WHERE label_sha256 IS NOT NULL AND %s
            ORDER BY sha256, frame
            """;

    private static final String CHOOSE = """
            CREATE TABLE %1$s AS
            SELECT frame FROM %2$s ORDER BY sha256('roadworthy-%1$s/1|%3$d|' || sha256), frame LIMIT %4$d
            """;

    /**
     * Chooses: the database's table {@code frames} keeps only what was chosen.
     *
     * @param slice the predicate of the request's slice; null for none
     */
    static Choice make(IndexDatabase database, SelectRequest request, @Nullable String slice)
            throws StepException, SQLException {
        SelectRequest.Gold gold = request.gold();
        SelectCheck.predicate(database, "spec.select.where", request.where());
        SelectCheck.predicate(database, "spec.quality.gold.where", gold == null ? null : gold.where());
        String selected = all(slice, request.where());
        database.execute(CANDIDATES.formatted(selected));
        long candidates = count(database, "candidate");
        if (candidates == 0) {
            throw StepException.rejected(
                    AnnotateRejection.NothingToLabel,
                    "of the %d frames that spec.select holds, none is without a mask; widen spec.select, or add unlabelled recordings to the Dataset"
                            .formatted(count(database, "frames WHERE " + selected)));
        }
        long fresh = Math.min(candidates, request.limit());
        database.execute(CHOOSE.formatted("fresh", "candidate", request.seed(), fresh));
        String knownWhere = gold == null || gold.where() == null ? selected : all(gold.where());
        database.execute(KNOWN.formatted(knownWhere));
        long wanted = gold == null ? 0 : Math.ceilDiv(fresh * gold.percent(), 100L);
        requireGold(wanted, count(database, "known"));
        database.execute(CHOOSE.formatted("gold", "known", request.seed(), wanted));
        database.execute(
                "DELETE FROM frames WHERE frame NOT IN (SELECT frame FROM fresh UNION ALL SELECT frame FROM gold)");
        return new Choice(fresh, wanted, candidates);
    }

    private static void requireGold(long wanted, long known) throws StepException {
        if (known < wanted) {
            throw StepException.rejected(
                    AnnotateRejection.GoldTooFew,
                    "spec.quality.gold asks for %d frames with known masks, and %d fulfil its where; lower percent, or let where hold more labelled frames"
                            .formatted(wanted, known));
        }
    }

    private static String all(@Nullable String... predicates) {
        return Stream.of(predicates)
                .filter(where -> where != null)
                .map(where -> SlicePredicates.membership(new IndexRequest.Slice("", where)))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" AND "), joined -> joined.isEmpty() ? "true" : "(" + joined + ")"));
    }

    private static long count(IndexDatabase database, String rows) throws SQLException {
        long[] count = new long[1];
        database.query("SELECT count(*) FROM " + rows, row -> count[0] = row.getLong(1));
        return count[0];
    }
}
