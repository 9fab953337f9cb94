package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a request and refuses one that contradicts itself, before anything is done for it. */
final class RequestCheck {

    /** 0 and 255 of a canonical mask are background and ignore. */
    private static final int MAX_CLASSES = 254;

    private static final Pattern VALUE = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");

    private RequestCheck() {}

    /** Reads and checks. */
    static IndexRequest read(byte[] json) throws StepException {
        IndexRequest request;
        try {
            request = Documents.read(json, IndexRequest.class, IndexRequest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw rejected(String.valueOf(e.getMessage()));
        }
        if (request.source() != null) {
            checkSource(request.source());
        }
        checkEarlier(request);
        checkClasses(request.classes(), request.labelValues());
        checkSplit(request.split());
        checkSlices(request.slices());
        return request;
    }

    private static void checkSource(IndexRequest.Source source) throws StepException {
        try {
            Location.parse(source.uri());
        } catch (IllegalArgumentException e) {
            throw rejected("source.uri: " + e.getMessage());
        }
        @Nullable String pattern = source.ridePattern();
        if (pattern != null) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw rejected("source.ridePattern is no regular expression: " + e.getDescription());
            }
        }
    }

    private static void checkEarlier(IndexRequest request) throws StepException {
        IndexRequest.@Nullable Earlier earlier = request.earlier();
        if (request.source() == null && (earlier == null || earlier.datasets().isEmpty())) {
            throw rejected("it has neither a source nor earlier datasets");
        }
    }

    private static void checkClasses(List<String> classes, Map<String, String> labelValues) throws StepException {
        Set<String> known = new HashSet<>(List.of(IndexRequest.BACKGROUND, IndexRequest.IGNORE));
        for (String name : classes) {
            if (!known.add(name)) {
                throw rejected("classes names '%s' twice, or as what is no class".formatted(name));
            }
        }
        if (classes.size() > MAX_CLASSES) {
            throw rejected("classes are %d; a mask tells %d apart".formatted(classes.size(), MAX_CLASSES));
        }
        for (Map.Entry<String, String> entry : labelValues.entrySet()) {
            if (!VALUE.matcher(entry.getKey()).matches()) {
                throw rejected(
                        "labelValues has the key '%s', which is no number of 0 to 255".formatted(entry.getKey()));
            }
            if (!known.contains(entry.getValue())) {
                throw rejected("labelValues.%s is '%s', which is no class, background or ignore"
                        .formatted(entry.getKey(), entry.getValue()));
            }
        }
    }

    private static void checkSplit(IndexRequest.Split split) throws StepException {
        boolean negative = split.train() < 0 || split.validation() < 0 || split.test() < 0;
        if (negative || split.train() + split.validation() + split.test() != 100) {
            throw rejected("split has %d, %d and %d percent, which are not 100 together"
                    .formatted(split.train(), split.validation(), split.test()));
        }
    }

    private static void checkSlices(List<IndexRequest.Slice> slices) throws StepException {
        Set<String> names = new HashSet<>();
        for (IndexRequest.Slice slice : slices) {
            if (!names.add(slice.name())) {
                throw rejected("slices names '%s' twice".formatted(slice.name()));
            }
        }
    }

    private static StepException rejected(String what) {
        return StepException.rejected(
                IndexRejection.RequestInvalid, "the index request cannot be used: %s".formatted(what));
    }
}
