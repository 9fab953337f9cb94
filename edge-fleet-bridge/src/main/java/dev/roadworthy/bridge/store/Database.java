package dev.roadworthy.bridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in transactions: all of it happened, or nothing. */
public final class Database {

    private final DataSource source;

    public Database(DataSource source) {
        this.source = source;
    }

    /**
     * Does the work in one transaction, which ends with it.
     *
     * @throws StoreException where the database does not do it
     */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.with(new Session(connection));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("the database did not do it: " + e.getMessage(), e);
        }
    }

    /** What is done in a transaction. */
    public interface Work<T> {
        T with(Session session) throws SQLException;
    }
}
