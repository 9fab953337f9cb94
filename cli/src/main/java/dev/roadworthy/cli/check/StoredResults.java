package dev.roadworthy.cli.check;

import dev.roadworthy.cli.check.plan.KnownResults;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Location;
import dev.roadworthy.worker.store.Outage;
import dev.roadworthy.worker.store.Source;
import dev.roadworthy.worker.store.Stores;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results in the artifact store, each asked for once. Where that fails once, it is asked no more, and says why at the end. */
final class StoredResults implements KnownResults, AutoCloseable {

    private final @Nullable Source results;
    private final Map<String, Optional<KnownResult>> read = new HashMap<>();
    private @Nullable String failure;

    private StoredResults(@Nullable Source results) {
        this.results = results;
    }

    /**
     * Opens a store.
     *
     * @param root {@code s3://bucket/prefix} or {@code file:///directory}, without a slash at the end; empty for no store, which
     *     has no results
     * @throws IllegalArgumentException where it is neither
     */
    static StoredResults open(Optional<String> root) {
        if (root.isEmpty()) {
            return new StoredResults(null);
        }
        try {
            return new StoredResults(Stores.source(
                    Location.parse("%s/%s".formatted(root.get(), KnownResult.FOLDER)),
                    new Environment(Map.of(Environment.STORE, root.get()))));
        } catch (StepException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<KnownResult> find(Kind kind, Digest input) {
        return switch (kind) {
            case TRAINING_RUN -> find(KnownResult.TRAIN, input);
            case EVALUATION -> find(KnownResult.EVALUATE, input);
            case DATASET, ANNOTATION_JOB, EDGE_RELEASE -> Optional.empty();
        };
    }

    private Optional<KnownResult> find(String step, Digest input) {
        // A check comes to the same input by many ways.
        return read.computeIfAbsent(KnownResult.path(step, input), this::read);
    }

    private Optional<KnownResult> read(String path) {
        if (results == null || failure != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Documents.read(results.read(path), KnownResult.class, KnownResult.FORMAT));
        } catch (StepException e) {
            if (!e.is(Outage.SourceChanged)) {
                failure = e.getMessage();
            }
            return Optional.empty();
        } catch (MalformedDocumentException e) {
            failure = "%s is no result (%s)".formatted(results.uri(path), e.getMessage());
            return Optional.empty();
        }
    }

    /** Why it is not known what the store has. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        if (results != null) {
            results.close();
        }
    }
}
