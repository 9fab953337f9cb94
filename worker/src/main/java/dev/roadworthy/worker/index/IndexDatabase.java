package dev.roadworthy.worker.index;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB database of one run, in a scratch directory. It reaches no other file and no network, and its
 * configuration is locked before any of the user's text is compiled.
 */
public final class IndexDatabase implements AutoCloseable {

    /** What DuckDB takes of memory before it spills to the scratch directory. */
    static final String MEMORY = "512MB";

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<E extends Exception> {
        void read(ResultSet row) throws SQLException, E;
    }

    private final Path scratch;
    private final DuckDBConnection connection;

    private IndexDatabase(Path scratch, DuckDBConnection connection) {
        this.scratch = scratch;
        this.connection = connection;
    }

    public static IndexDatabase open(Path scratch, int threads) throws SQLException {
        Properties properties = new Properties();
        // A large result is streamed: without this the driver holds all of it.
        properties.setProperty("jdbc_stream_results", "true");
        DuckDBConnection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + scratch.resolve("index.duckdb"), properties)
                .unwrap(DuckDBConnection.class);
        IndexDatabase database = new IndexDatabase(scratch, connection);
        database.execute("SET memory_limit = '%s'".formatted(MEMORY));
        database.execute("SET threads = %d".formatted(threads));
        database.execute("SET temp_directory = '%s'".formatted(literal(scratch.resolve("spill"))));
        database.execute("SET autoinstall_known_extensions = false");
        database.execute("SET autoload_known_extensions = false");
        database.execute("SET allowed_directories = ['%s']".formatted(literal(scratch)));
        database.execute("SET enable_external_access = false");
        database.execute("SET lock_configuration = true");
        return database;
    }

    /** Runs a statement that gives no rows. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A statement to prepare what the user wrote, which is compiled and not run. */
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /**
     * Runs a query on a connection of its own, so that others may run while its rows are read.
     *
     * @param parameters for the {@code ?} of the query
     */
    public <E extends Exception> void query(String sql, RowReader<E> reader, Object... parameters)
            throws SQLException, E {
        try (DuckDBConnection own = connection.duplicate().unwrap(DuckDBConnection.class);
                PreparedStatement statement = own.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** The number that a query gives. */
    public long count(String sql) throws SQLException {
        long[] count = new long[1];
        query(sql, row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** Takes rows for a table; not safe for use by many threads. */
    DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender(table);
    }

    /** Writes the rows of a query to a Parquet file in the scratch directory. */
    Path writeParquet(String query, String name) throws SQLException {
        Path file = scratch.resolve(name);
        execute("COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
                .formatted(query, literal(file)));
        return file;
    }

    /** Makes a table of a Parquet file in the scratch directory. */
    public void readParquet(Path file, String table) throws SQLException {
        execute("CREATE TABLE %s AS SELECT * FROM read_parquet('%s')".formatted(table, literal(file)));
    }

    private static String literal(Path path) {
        return path.toString().replace("'", "''");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
