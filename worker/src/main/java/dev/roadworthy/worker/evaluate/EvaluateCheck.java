package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.StepException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a request and refuses one that contradicts itself or the dataset. */
final class EvaluateCheck {

    private static final Set<String> SPLITS = Set.of("train", "validation", "test");
    private static final int MAX_THREADS = 256;

    private EvaluateCheck() {}

    /** Reads and checks what the request tells alone. */
    static EvaluateRequest read(byte[] json) throws StepException {
        EvaluateRequest request;
        try {
            request = Documents.read(json, EvaluateRequest.class, EvaluateRequest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw rejected(String.valueOf(e.getMessage()));
        }
        if (!SPLITS.contains(request.split())) {
            throw rejected("split is '%s'; name train, validation or test".formatted(request.split()));
        }
        if (request.threads() < 1 || request.threads() > MAX_THREADS) {
            throw rejected("threads is %d; name 1 to %d".formatted(request.threads(), MAX_THREADS));
        }
        if (new HashSet<>(request.slices()).size() < request.slices().size()) {
            throw rejected("slices is %s, which names one twice".formatted(request.slices()));
        }
        return request;
    }

    /** The definitions of the request's slices, in its order. */
    static List<IndexRequest.Slice> slices(EvaluateRequest request, DatasetManifest manifest) throws StepException {
        List<IndexRequest.Slice> slices = new ArrayList<>();
        for (String name : request.slices()) {
            slices.add(manifest.slices().stream()
                    .filter(slice -> slice.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> StepException.rejected(
                            EvaluateRejection.SliceUnknown,
                            "the dataset has no slice '%s'; it has %s; correct the gate, or add the slice to the Dataset"
                                    .formatted(
                                            name,
                                            manifest.slices().stream()
                                                    .map(IndexRequest.Slice::name)
                                                    .toList()))));
        }
        return slices;
    }

    private static StepException rejected(String what) {
        return StepException.rejected(
                EvaluateRejection.RequestInvalid, "the evaluate request cannot be used: %s".formatted(what));
    }
}
