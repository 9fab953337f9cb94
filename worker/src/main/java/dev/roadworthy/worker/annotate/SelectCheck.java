package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.worker.index.IndexDatabase;
import dev.roadworthy.worker.index.SlicePredicates;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Location;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a request and refuses one that contradicts itself or the dataset. */
final class SelectCheck {

    private static final int MAX_PERCENT = 100;

    private SelectCheck() {}

    /** Reads and checks what the request tells alone. */
    static SelectRequest read(byte[] json) throws StepException {
        SelectRequest request;
        try {
            request = Documents.read(json, SelectRequest.class, SelectRequest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw rejected(String.valueOf(e.getMessage()));
        }
        if (request.limit() < 1) {
            throw rejected("limit is %d; name 1 or more".formatted(request.limit()));
        }
        SelectRequest.Gold gold = request.gold();
        if (gold != null && (gold.percent() < 1 || gold.percent() > MAX_PERCENT)) {
            throw rejected("gold.percent is %d; name 1 to %d".formatted(gold.percent(), MAX_PERCENT));
        }
        try {
            Location.parse(request.folder());
        } catch (IllegalArgumentException e) {
            throw rejected("folder: " + e.getMessage());
        }
        return request;
    }

    /** The predicate of the slice that is asked for; null where none is. */
    static @Nullable String slice(SelectRequest request, DatasetManifest manifest) throws StepException {
        if (request.slice() == null) {
            return null;
        }
        return manifest.slices().stream()
                .filter(slice -> slice.name().equals(request.slice()))
                .map(IndexRequest.Slice::where)
                .findFirst()
                .orElseThrow(() -> StepException.rejected(
                        AnnotateRejection.SliceUnknown,
                        "spec.select.slice is '%s', and the dataset has %s; name one of these, or add the slice to the Dataset"
                                .formatted(
                                        request.slice(),
                                        manifest.slices().stream()
                                                .map(IndexRequest.Slice::name)
                                                .toList())));
    }

    /**
     * Refuses a predicate that does not compile or fails on a row.
     *
     * @param field that it stands in
     */
    static void predicate(IndexDatabase database, String field, @Nullable String where)
            throws StepException, SQLException {
        if (where == null) {
            return;
        }
        SlicePredicates predicates = new SlicePredicates(
                database,
                List.of(new IndexRequest.Slice(field, where)),
                (slice, why) -> StepException.rejected(
                        AnnotateRejection.WhereInvalid,
                        "%s is \"%s\": %s; correct it".formatted(slice.name(), slice.where(), why)));
        predicates.compile();
        predicates.counts();
    }

    private static StepException rejected(String what) {
        return StepException.rejected(
                AnnotateRejection.RequestInvalid, "the select request cannot be used: %s".formatted(what));
    }
}
