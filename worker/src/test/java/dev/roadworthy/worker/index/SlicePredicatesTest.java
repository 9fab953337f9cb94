package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.contract.IndexRequest.Slice;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicePredicatesTest {

    private final IndexDatabase database;
    private final IndexTable table;

    SlicePredicatesTest(@TempDir Path directory) throws SQLException {
        database = IndexDatabase.open(directory, 2);
        table = IndexTable.create(database);
    }

    @AfterEach
    void close() throws SQLException {
        table.close();
        database.close();
    }

    private SlicePredicates slice(String where) {
        return new SlicePredicates(database, List.of(new Slice("s", where)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sun_elevation < -6",
                "imu_rms > 2.5 -- rough",
                "attributes['weather'] = 'rain' AND vehicle IN ('a', 'b')",
                "true) OR (ride = 'x'",
                "regexp_matches(ride, '^lisbon') AND latitude BETWEEN 38 AND 39",
                "make_timestamp(captured_at // 1000) > TIMESTAMP '2026-01-01'",
            })
    void compilesAPredicate(String where) {
        assertThatCode(() -> slice(where).compile()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sun_elevation <                         | syntax error",
                "sun_elevatio < -6                       | Referenced column \"sun_elevatio\" not found",
                "sun_elevation                           | it gives DOUBLE; a predicate gives BOOLEAN",
                "ride < 'a', ride > 'b'                  | a predicate gives BOOLEAN",
                "true); DROP TABLE frames; SELECT (true  | it is not one expression",
                "true); SELECT (true                     | it is not one expression",
                "true) FROM frames; SELECT (true         | it is not one expression",
                "true) UNION SELECT (true                | it is not one expression",
                "ride IN (SELECT ride FROM scanned)      | it has a subquery",
                "EXISTS (FROM read_text('/etc/passwd'))  | it has a subquery",
                "count(*) > 1                            | WHERE clause cannot contain aggregates",
                "random() < 0.5                          | random gives another answer each time",
                "captured_at < epoch_ns(now())           | now gives another answer each time",
                "current_date > '2020-01-01'             | current_date gives another answer each time",
                "CURRENT_TIMESTAMP > '2020-01-01'        | CURRENT_TIMESTAMP gives another answer each time",
            })
    void refusesWhatIsNone(String where, String why) throws SQLException {
        assertThatThrownBy(() -> slice(where.strip()).compile())
                .hasMessageStartingWith("slice 's' has the predicate \"" + where.strip() + "\": ")
                .hasMessageContaining(why.strip());
        assertThat(database.count("SELECT count(*) FROM frames")).isZero();
    }

    @Test
    void countsTheRowsOfASlice() throws Exception {
        database.execute("INSERT INTO frames (frame, speed) VALUES ('a', 1), ('b', 3), ('c', NULL)");

        assertThat(slice("speed > 2").counts()).containsEntry("s", 1L);
    }

    @Test
    void refusesAPredicateThatFailsOnARow() throws Exception {
        database.execute("INSERT INTO frames (frame, attributes) VALUES ('a', MAP {'lane': 'x'})");

        assertThatThrownBy(() -> slice("attributes['lane']::INTEGER = 1").counts())
                .hasMessageContaining("Could not convert string 'x' to INT32");
    }

    @Test
    void reachesNothingOutside() {
        assertThatThrownBy(() -> database.execute("SELECT * FROM read_text('/etc/hostname')"))
                .hasMessageContaining("Permission Error");
        assertThatThrownBy(() -> database.execute("SET enable_external_access = true"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> database.execute("INSTALL httpfs")).isInstanceOf(SQLException.class);
    }
}
