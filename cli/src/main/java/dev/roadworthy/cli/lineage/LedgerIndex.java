package dev.roadworthy.cli.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What the ledger says, in a local DuckDB file: a copy that answers fast, holds nothing of its own, and may be deleted at any
 * time. Statements never change, so it only ever lacks some.
 */
final class LedgerIndex implements AutoCloseable {

    // A new layout is a new file; the old one is no longer looked at.
    private static final String LAYOUT = "2";
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS statement (digest VARCHAR PRIMARY KEY, body VARCHAR NOT NULL)",
            "CREATE TABLE IF NOT EXISTS made (statement VARCHAR, role VARCHAR, digest VARCHAR, object VARCHAR, release VARCHAR)",
            "CREATE TABLE IF NOT EXISTS used (statement VARCHAR, role VARCHAR, resource VARCHAR)",
            "CREATE TABLE IF NOT EXISTS judged (statement VARCHAR, model VARCHAR)",
            "CREATE TABLE IF NOT EXISTS report (digest VARCHAR)",
            "CREATE TABLE IF NOT EXISTS ride (report VARCHAR, ride VARCHAR)",
            "CREATE TABLE IF NOT EXISTS reviewed (statement VARCHAR, review VARCHAR)",
            "CREATE TABLE IF NOT EXISTS review (digest VARCHAR)",
            "CREATE TABLE IF NOT EXISTS labeller (review VARCHAR, labeller VARCHAR, words VARCHAR)",
            // Numbers of rows of statement, which never move, since none is deleted: joins over digests take ten times
            // as long.
            "CREATE TABLE IF NOT EXISTS edge (below BIGINT, above BIGINT)",
            // Of how many statements the edges are.
            "CREATE TABLE IF NOT EXISTS joined (statements BIGINT)");

    private final DuckDBConnection connection;

    private LedgerIndex(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Which way a walk goes. */
    enum Direction {
        /** To what something is made of. */
        UP("below", "above"),
        /** To what is made of it. */
        DOWN("above", "below");

        private final String from;
        private final String to;

        Direction(String from, String to) {
            this.from = from;
            this.to = to;
        }
    }

    /** Opens the index in this folder, or begins one. */
    static LedgerIndex open(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        DuckDBConnection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + folder.resolve("ledger-%s.duckdb".formatted(LAYOUT)))
                .unwrap(DuckDBConnection.class);
        LedgerIndex index = new LedgerIndex(connection);
        for (String table : TABLES) {
            index.execute(table);
        }
        return index;
    }

    /** The hex digests of the statements that it has. */
    Set<String> statements() throws SQLException {
        return new HashSet<>(texts("SELECT substr(digest, 8) FROM statement"));
    }

    /** Takes statements in, all or none. */
    void add(List<Entry> entries, List<String> bodies) throws SQLException {
        execute("BEGIN");
        try {
            EntryRows.append(connection, entries, bodies);
            execute("COMMIT");
        } catch (SQLException e) {
            execute("ROLLBACK");
            throw e;
        }
    }

    /** The reports of datasets that have not been read. */
    List<String> unreadReports() throws SQLException {
        return texts("""
                SELECT DISTINCT m.digest FROM made m SEMI JOIN (SELECT statement FROM made WHERE role = 'dataset') USING (statement)
                WHERE m.role = 'report' AND m.digest NOT IN (SELECT digest FROM report) ORDER BY ALL""");
    }

    /** Takes the rides of a report in. */
    void addRides(String report, List<String> rides) throws SQLException {
        execute("BEGIN");
        try (DuckDBAppender ride = connection.createAppender("ride");
                DuckDBAppender known = connection.createAppender("report")) {
            for (String name : rides) {
                EntryRows.row(ride, report, name);
            }
            EntryRows.row(known, report);
        }
        execute("COMMIT");
    }

    /** The reviews of labels that have not been read. */
    List<String> unreadReviews() throws SQLException {
        return texts(
                "SELECT DISTINCT review FROM reviewed WHERE review NOT IN (SELECT digest FROM review) ORDER BY ALL");
    }

    /**
     * Takes the labellers of a review in.
     *
     * @param words what is said of each, by pseudonym
     */
    void addLabellers(String review, Map<String, String> words) throws SQLException {
        execute("BEGIN");
        try (DuckDBAppender labeller = connection.createAppender("labeller");
                DuckDBAppender known = connection.createAppender("review")) {
            for (Map.Entry<String, String> each : words.entrySet()) {
                EntryRows.row(labeller, review, each.getKey(), each.getValue());
            }
            EntryRows.row(known, review);
        }
        execute("COMMIT");
    }

    /** Statements of labels that have masks of a labeller. */
    List<String> drawnBy(String labeller) throws SQLException {
        return texts(
                "SELECT DISTINCT statement FROM reviewed JOIN labeller USING (review) WHERE labeller = ? ORDER BY ALL",
                labeller);
    }

    /** Who drew the labels of a statement, and how. */
    List<String> labellers(String statement) throws SQLException {
        return texts(
                "SELECT words FROM reviewed JOIN labeller USING (review) WHERE statement = ? ORDER BY labeller",
                statement);
    }

    /** Joins what was made with what it was made of, where statements were taken in since; also by one that was killed. */
    void join() throws SQLException {
        if (!texts("SELECT statements FROM joined WHERE statements = (SELECT count(*) FROM statement)")
                .isEmpty()) {
            return;
        }
        execute("BEGIN");
        execute("DELETE FROM joined");
        execute("INSERT INTO joined SELECT count(*) FROM statement");
        execute("DELETE FROM edge");
        execute("""
                INSERT INTO edge SELECT DISTINCT b.rowid, a.rowid FROM used u JOIN made m ON m.digest = u.resource
                JOIN statement b ON b.digest = u.statement JOIN statement a ON a.digest = m.statement
                WHERE b.rowid <> a.rowid""");
        execute("COMMIT");
    }

    /** Statements that have made this digest. */
    List<String> makersOf(String digest) throws SQLException {
        return texts("SELECT DISTINCT statement FROM made WHERE digest = ? ORDER BY ALL", digest);
    }

    /** Statements that have used this digest, commit or place. */
    List<String> usersOf(String resource) throws SQLException {
        return texts("SELECT DISTINCT statement FROM used WHERE resource = ? ORDER BY ALL", resource);
    }

    /** Statements of what an object declared; {@code Kind/namespace/name}. */
    List<String> declaredBy(String object) throws SQLException {
        return texts("SELECT DISTINCT statement FROM made WHERE object = ? ORDER BY ALL", object);
    }

    /** Statements of releases; {@code line@version}. */
    List<String> released(String release) throws SQLException {
        return texts("SELECT DISTINCT statement FROM made WHERE release = ? ORDER BY ALL", release);
    }

    /** Statements of datasets that have frames of a ride. */
    List<String> withRide(String ride) throws SQLException {
        return texts(
                "SELECT DISTINCT m.statement FROM made m JOIN ride r ON r.report = m.digest WHERE r.ride = ? ORDER BY ALL",
                ride);
    }

    /** The digests of the Parquet files of datasets. */
    List<String> frameIndices() throws SQLException {
        return texts("SELECT DISTINCT digest FROM made WHERE role = 'index' ORDER BY ALL");
    }

    /** The rides of a dataset's report. */
    List<String> rides(String report) throws SQLException {
        return texts("SELECT ride FROM ride WHERE report = ? ORDER BY ALL", report);
    }

    /** Statements that are reached from these, these included, in the order of their digests. */
    List<Entry> reached(List<String> starts, Direction direction) throws SQLException, LineageException {
        return Entries.read(bodies(starts, direction));
    }

    /** The same as they lie in the store, in any order. */
    List<String> bodies(List<String> starts, Direction direction) throws SQLException {
        start(starts);
        // Joined with a recursion, of which nobody knows how much it gives, every body would be read.
        execute("""
                CREATE OR REPLACE TEMP TABLE hit AS WITH RECURSIVE reached(id) AS (
                  SELECT s.rowid FROM start JOIN statement s ON s.digest = start.statement
                  UNION SELECT e.%s FROM reached r JOIN edge e ON e.%s = r.id)
                SELECT id FROM reached""".formatted(direction.to, direction.from));
        return texts("SELECT s.body FROM hit JOIN statement s ON s.rowid = hit.id");
    }

    /** These statements. */
    List<Entry> entries(List<String> statements) throws SQLException, LineageException {
        start(statements);
        return Entries.read(texts("SELECT s.body FROM start JOIN statement s ON s.digest = start.statement"));
    }

    /** Verdicts on what these statements have made. */
    List<Entry> verdicts(List<String> statements) throws SQLException, LineageException {
        start(statements);
        return Entries.read(texts("""
                SELECT s.body FROM (SELECT DISTINCT j.statement FROM start JOIN made m USING (statement)
                JOIN judged j ON j.model = m.digest) JOIN statement s ON s.digest = statement"""));
    }

    private void start(List<String> statements) throws SQLException {
        execute("CREATE OR REPLACE TEMP TABLE start (statement VARCHAR)");
        try (DuckDBAppender rows = connection.createAppender("temp", "main", "start")) {
            for (String statement : statements) {
                EntryRows.row(rows, statement);
            }
        }
    }

    private List<String> texts(String sql, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
