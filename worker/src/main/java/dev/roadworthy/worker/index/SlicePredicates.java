package dev.roadworthy.worker.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.contract.IndexRequest.Slice;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The predicates of slices: SQL that users wrote. Each is parsed as one expression first, without running anything: the
 * driver would run all but the last statement of a text while it prepares it. What passes is a function of one row:
 * no second statement, no subquery, and nothing that answers differently tomorrow.
 */
public final class SlicePredicates {

    private static final JsonMapper JSON = new JsonMapper();

    // SQL's functions without parentheses: parsed as columns, and missing in the catalog under these names.
    private static final Set<String> VALUE_FUNCTIONS = Set.of(
            "current_catalog",
            "current_role",
            "current_time",
            "current_timestamp",
            "current_user",
            "localtime",
            "localtimestamp",
            "session_user",
            "user");

    private final IndexDatabase database;
    private final List<Slice> slices;
    private final Refusal refusal;

    /** How a predicate is refused. */
    @FunctionalInterface
    public interface Refusal {
        StepException of(Slice slice, String why);
    }

    /** The slices that a Dataset declares. */
    public SlicePredicates(IndexDatabase database, List<Slice> slices) {
        this(
                database,
                slices,
                (slice, why) -> StepException.rejected(
                        IndexRejection.SliceInvalid,
                        "slice '%s' has the predicate \"%s\": %s; correct spec.slices"
                                .formatted(slice.name(), slice.where(), why)));
    }

    /** Predicates that stand elsewhere. */
    public SlicePredicates(IndexDatabase database, List<Slice> slices, Refusal refusal) {
        this.database = database;
        this.slices = slices;
        this.refusal = refusal;
    }

    /** Refuses what does not compile against the table {@code frames}, which may be empty. */
    public void compile() throws StepException, SQLException {
        Set<String> unsteady = unsteadyFunctions();
        for (Slice slice : slices) {
            parse(slice, unsteady);
            bind(slice);
        }
    }

    /** Rows of each slice, in the order of the request. */
    public Map<String, Long> counts() throws StepException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Slice slice : slices) {
            try {
                counts.put(slice.name(), database.count(select("count(*)", slice)));
            } catch (SQLException e) {
                throw refusal.of(slice, firstLine(e));
            }
        }
        return counts;
    }

    /** Whether a row is in a slice, as an expression of SQL over {@code frames}; false where the predicate is null. */
    public static String membership(Slice slice) {
        return "coalesce((%s\n), false)".formatted(slice.where());
    }

    // The line break ends a comment that the predicate may end with.
    private static String select(String what, Slice slice) {
        return "SELECT %s FROM frames WHERE (%s\n)".formatted(what, slice.where());
    }

    private void parse(Slice slice, Set<String> unsteady) throws StepException, SQLException {
        JsonNode tree = tree("SELECT (%s\n) FROM frames".formatted(slice.where()));
        if (tree.path("error").asBoolean()) {
            throw refusal.of(
                    slice,
                    tree.path("error_type").asText().equals("parser")
                            ? tree.path("error_message").asText()
                            : "it is not one expression");
        }
        JsonNode statements = tree.path("statements");
        if (statements.size() != 1
                || statements.path(0).path("node").path("select_list").size() != 1) {
            throw refusal.of(slice, "it is not one expression");
        }
        refuse(slice, statements, unsteady);
    }

    private void refuse(Slice slice, JsonNode node, Set<String> unsteady) throws StepException {
        if (node.path("class").asText().equals("SUBQUERY")) {
            throw refusal.of(slice, "it has a subquery; a slice is told from one row alone");
        }
        String name = node.path("class").asText().equals("COLUMN_REF")
                ? node.path("column_names").path(0).asText()
                : node.path("function_name").asText();
        if (unsteady.contains(name.toLowerCase(Locale.ROOT))) {
            throw refusal.of(slice, "%s gives another answer each time; name what is in the index".formatted(name));
        }
        for (JsonNode child : node) {
            refuse(slice, child, unsteady);
        }
    }

    private void bind(Slice slice) throws StepException {
        try (PreparedStatement value = database.prepare("SELECT (%s\n) FROM frames".formatted(slice.where()));
                PreparedStatement filter = database.prepare(select("count(*)", slice))) {
            String type = value.getMetaData().getColumnTypeName(1);
            if (!type.equals("BOOLEAN")) {
                throw refusal.of(slice, "it gives %s; a predicate gives BOOLEAN".formatted(type));
            }
            filter.getMetaData();
        } catch (SQLException e) {
            throw refusal.of(slice, firstLine(e));
        }
    }

    private JsonNode tree(String sql) throws SQLException {
        try (PreparedStatement statement = database.prepare("SELECT json_serialize_sql(?::VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            }
        } catch (IOException e) {
            throw new IllegalStateException("DuckDB's own JSON does not parse", e);
        }
    }

    private Set<String> unsteadyFunctions() throws SQLException {
        Set<String> names = new HashSet<>(VALUE_FUNCTIONS);
        database.query(
                "SELECT DISTINCT function_name FROM duckdb_functions()"
                        + " WHERE function_type = 'scalar' AND stability <> 'CONSISTENT'",
                row -> names.add(row.getString(1)));
        return names;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
