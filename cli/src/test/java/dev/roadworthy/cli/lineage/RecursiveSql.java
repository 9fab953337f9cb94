package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.InTotoStatement.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ledger in SQLite, asked by a recursive common table expression over indexed edges. Its cross joins are joins in this order:
 * the planner knows nothing of the tables that are made for a question, and would read all statements.
 */
final class RecursiveSql implements AutoCloseable {

    private final Connection connection;

    private RecursiveSql(Connection connection) {
        this.connection = connection;
    }

    /** All statements of a folder in a new file. */
    static RecursiveSql of(Path statements, Path file) throws Exception {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        RecursiveSql sql = new RecursiveSql(connection);
        // All of it: what is measured is no file system.
        sql.execute("PRAGMA cache_size = -524288");
        connection.setAutoCommit(false);
        sql.execute("CREATE TABLE statement (id INTEGER PRIMARY KEY, digest TEXT UNIQUE, body TEXT NOT NULL)");
        sql.execute("CREATE TABLE made (id INTEGER, digest TEXT)");
        sql.execute("CREATE TABLE used (id INTEGER, resource TEXT)");
        try (Stream<Path> files = Files.list(statements)) {
            int id = 0;
            for (Path each : files.toList()) {
                sql.add(++id, Files.readAllBytes(each));
            }
        }
        sql.execute("CREATE INDEX made_digest ON made (digest)");
        sql.execute("CREATE INDEX used_resource ON used (resource)");
        sql.execute("CREATE TABLE edge (below INTEGER, above INTEGER)");
        sql.execute(
                "INSERT INTO edge SELECT DISTINCT u.id, m.id FROM used u JOIN made m ON m.digest = u.resource WHERE u.id <> m.id");
        sql.execute("CREATE INDEX edge_below ON edge (below, above)");
        sql.execute("CREATE INDEX edge_above ON edge (above, below)");
        sql.execute("ANALYZE");
        connection.commit();
        return sql;
    }

    private void add(int id, byte[] body) throws Exception {
        Entry entry = Entry.read(body);
        row(
                "INSERT INTO statement VALUES (?, ?, ?)",
                id,
                entry.digest().value(),
                new String(body, StandardCharsets.UTF_8));
        if (entry instanceof Entry.Made making) {
            for (Subject subject : making.subjects()) {
                row("INSERT INTO made VALUES (?, ?)", id, subject.sha256().value());
            }
            for (Resource resource : making.used()) {
                row("INSERT INTO used VALUES (?, ?)", id, Names.of(resource));
            }
        }
    }

    /** The bodies of the statements that are reached from these, these included. */
    List<String> reached(List<String> starts, Direction direction) throws SQLException {
        boolean up = direction == Direction.UP;
        execute("CREATE TEMP TABLE start (digest TEXT)");
        try (PreparedStatement rows = connection.prepareStatement("INSERT INTO start VALUES (?)")) {
            for (String start : starts) {
                rows.setString(1, start);
                rows.addBatch();
            }
            rows.executeBatch();
        }
        List<String> bodies = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("""
                        WITH RECURSIVE reached(id) AS (
                          SELECT s.id FROM start CROSS JOIN statement s ON s.digest = start.digest
                          UNION SELECT e.%s FROM reached r CROSS JOIN edge e ON e.%s = r.id)
                        SELECT s.body FROM reached r CROSS JOIN statement s ON s.id = r.id""".formatted(up ? "above" : "below", up ? "below" : "above"))) {
            while (rows.next()) {
                bodies.add(rows.getString(1));
            }
        }
        execute("DROP TABLE start");
        return bodies;
    }

    private void row(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
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
