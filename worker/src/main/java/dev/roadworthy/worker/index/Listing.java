package dev.roadworthy.worker.index;

import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Source;
import dev.roadworthy.worker.store.StoredObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** What lies at a source, as tables: the names of millions of objects are not held in memory. */
final class Listing {

    /** Takes the frames of one ride. */
    @FunctionalInterface
    interface RideVisitor {

        /**
         * Visits a ride; rides come in the order of their names.
         *
         * @param frames in the order of their times, or of their names where they have none
         */
        void visit(String ride, List<FrameRef> frames) throws Exception;
    }

    private final IndexDatabase database;
    private final Source source;
    private final Layout layout;

    private final Map<String, Set<String>> companions = new HashMap<>();
    private long objects;
    private @Nullable String firstMisnamed;
    private String expected = "";

    Listing(IndexDatabase database, Source source, Layout layout) {
        this.database = database;
        this.source = source;
        this.layout = layout;
    }

    /**
     * Lists the source.
     *
     * @return how many frames it has, at least one
     * @throws StepException where it has none, or is not laid out as it should be
     */
    long read() throws StepException, SQLException {
        database.execute("CREATE TABLE frame_object"
                + " (frame VARCHAR, ride VARCHAR, captured_at BIGINT, path VARCHAR, bytes BIGINT)");
        database.execute("CREATE TABLE label_object (frame VARCHAR, path VARCHAR, bytes BIGINT)");
        try (DuckDBAppender frames = database.appender("frame_object");
                DuckDBAppender labels = database.appender("label_object")) {
            source.list(object -> add(object, frames, labels));
        }
        long frames = database.count("SELECT count(*) FROM frame_object");
        refuseWhatIsNoLayout(frames);
        refuseTwins("frame_object");
        refuseTwins("label_object");
        return frames;
    }

    private void add(StoredObject object, DuckDBAppender frames, DuckDBAppender labels) throws SQLException {
        objects++;
        switch (layout.classify(object.path())) {
            case Layout.Entry.Frame(String frame, String ride, Long capturedAt) -> {
                frames.beginRow().append(frame).append(ride).append(capturedAt);
                frames.append(object.path()).append(object.bytes()).endRow();
            }
            case Layout.Entry.Label(String frame) ->
                labels.beginRow()
                        .append(frame)
                        .append(object.path())
                        .append(object.bytes())
                        .endRow();
            case Layout.Entry.Companion(String ride, String name) ->
                companions.computeIfAbsent(ride, _ -> new HashSet<>()).add(name);
            case Layout.Entry.Misnamed(String form) -> {
                if (firstMisnamed == null || object.path().compareTo(firstMisnamed) < 0) {
                    firstMisnamed = object.path();
                    expected = form;
                }
            }
            case Layout.Entry.Other() -> {}
        }
    }

    private void refuseWhatIsNoLayout(long frames) throws StepException {
        if (objects == 0) {
            throw StepException.rejected(
                    IndexRejection.SourceEmpty,
                    "nothing lies under %s; upload recordings, or correct spec.source.uri".formatted(source.uri("")));
        }
        if (firstMisnamed != null) {
            throw StepException.rejected(
                    IndexRejection.LayoutInvalid,
                    "%s is not named %s; rename or remove it".formatted(source.uri(firstMisnamed), expected));
        }
        if (frames == 0) {
            throw StepException.rejected(
                    IndexRejection.LayoutInvalid,
                    "none of the %d objects under %s is named %s; correct spec.source.uri or spec.source.layout"
                            .formatted(objects, source.uri(""), layout.expected()));
        }
    }

    private void refuseTwins(String table) throws StepException, SQLException {
        database.query(
                "SELECT min(path), max(path) FROM %s GROUP BY frame HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
                        .formatted(table),
                row -> {
                    throw StepException.rejected(
                            IndexRejection.LayoutInvalid,
                            "%s and %s are the same frame by their names; remove one"
                                    .formatted(source.uri(row.getString(1)), source.uri(row.getString(2))));
                });
    }

    /**
     * The files that tell of a ride's frames.
     *
     * @param ride empty for those that tell of all
     */
    Set<String> companions(String ride) {
        return companions.getOrDefault(ride, Set.of());
    }

    /** The names of masks without a frame. */
    List<String> orphanedLabels(int limit) throws SQLException {
        List<String> names = new ArrayList<>();
        database.query(
                "SELECT path FROM label_object ANTI JOIN frame_object USING (frame) ORDER BY path LIMIT ?",
                row -> names.add(row.getString(1)),
                limit);
        return names;
    }

    /** Shows every ride; the frames of one ride are held at a time. */
    void forEachRide(RideVisitor visitor) throws Exception {
        RideFrames frames = new RideFrames(visitor);
        database.query(
                "SELECT f.ride, f.frame, f.captured_at, f.path, f.bytes, l.path, l.bytes"
                        + " FROM frame_object f LEFT JOIN label_object l USING (frame)"
                        + " ORDER BY f.ride, f.captured_at, f.frame",
                frames::add);
        frames.visit();
    }

    private static final class RideFrames {

        private final RideVisitor visitor;
        private @Nullable String ride;
        private List<FrameRef> frames = new ArrayList<>();

        RideFrames(RideVisitor visitor) {
            this.visitor = visitor;
        }

        void add(ResultSet row) throws Exception {
            String next = row.getString(1);
            if (!next.equals(ride)) {
                visit();
                ride = next;
            }
            @Nullable String label = row.getString(6);
            frames.add(new FrameRef(
                    row.getString(2),
                    row.getObject(3, Long.class),
                    new StoredObject(row.getString(4), row.getLong(5)),
                    label == null ? null : new StoredObject(label, row.getLong(7))));
        }

        void visit() throws Exception {
            if (ride != null) {
                visitor.visit(ride, frames);
                frames = new ArrayList<>();
            }
        }
    }
}
