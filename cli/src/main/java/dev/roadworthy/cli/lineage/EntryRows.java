package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import dev.roadworthy.contract.Ledger;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Statements as rows of the index. */
final class EntryRows {

    private EntryRows() {}

    /**
     * Appends statements.
     *
     * @param bodies their bytes as text, in the same order
     */
    static void append(DuckDBConnection connection, List<Entry> entries, List<String> bodies) throws SQLException {
        try (DuckDBAppender statement = connection.createAppender("statement");
                DuckDBAppender made = connection.createAppender("made");
                DuckDBAppender used = connection.createAppender("used");
                DuckDBAppender reviewed = connection.createAppender("reviewed");
                DuckDBAppender judged = connection.createAppender("judged")) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                row(statement, entry.digest().value(), bodies.get(i));
                switch (entry) {
                    case Entry.Made making -> {
                        append(making, made, used);
                        appendReviews(making, reviewed);
                    }
                    case Entry.Judged judgement ->
                        row(
                                judged,
                                judgement.digest().value(),
                                judgement.subjects().getFirst().sha256().value());
                }
            }
        }
    }

    private static void append(Entry.Made making, DuckDBAppender made, DuckDBAppender used) throws SQLException {
        String statement = making.digest().value();
        String line = making.parameters().values().get("line");
        String release = line == null
                ? null
                : "%s@%s".formatted(line, making.parameters().values().get("version"));
        for (Subject subject : making.subjects()) {
            row(made, statement, subject.name(), subject.sha256().value(), path(making), release);
        }
        for (Resource resource : making.used()) {
            row(used, statement, resource.name(), Names.of(resource));
        }
    }

    private static void appendReviews(Entry.Made making, DuckDBAppender reviewed) throws SQLException {
        for (Resource byproduct : making.provenance().runDetails().byproducts()) {
            if (byproduct.name().equals(Ledger.REVIEW)) {
                row(reviewed, making.digest().value(), Names.of(byproduct));
            }
        }
    }

    /** An object as it is asked for. */
    private static String path(Entry.Made making) {
        return "%s/%s/%s"
                .formatted(
                        making.object().kind(),
                        making.object().namespace(),
                        making.object().name());
    }

    /** Appends a row of texts. */
    static void row(DuckDBAppender rows, @Nullable String... values) throws SQLException {
        rows.beginRow();
        for (String value : values) {
            rows.append(value);
        }
        rows.endRow();
    }
}
