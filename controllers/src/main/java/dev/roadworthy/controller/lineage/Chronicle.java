package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.controller.outcome.Outcome;
import dev.roadworthy.controller.outcome.Retry;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.ArtifactStore.Result;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ledger what was made, before a status says that it is there. A status that says so is therefore proof that the
 * ledger knows, and nobody asks again; a crash between the two tells the same once more, which is the same bytes under the same key.
 * What happens to runs is told in the same way.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public final class Chronicle<R extends HasMetadata, S extends RoadworthyStatus> {

    // Somebody has to look at the store; no event tells when that is done.
    private static final Duration MENDED = Duration.ofMinutes(5);

    private final ArtifactStore store;
    private final BiFunction<R, S, List<InTotoStatement<?>>> statements;
    private final BiFunction<R, S, Optional<Result>> results;

    /**
     * The chronicle of a kind.
     *
     * @param statements what an object with this status has made, from what both pin
     */
    public Chronicle(ArtifactStore store, BiFunction<R, S, List<InTotoStatement<?>>> statements) {
        this(store, statements, (resource, status) -> Optional.empty());
    }

    /**
     * The chronicle of a kind whose work is never done twice.
     *
     * @param results what an object with this status has made, to be found again by its input
     */
    public Chronicle(
            ArtifactStore store,
            BiFunction<R, S, List<InTotoStatement<?>>> statements,
            BiFunction<R, S, Optional<Result>> results) {
        this.store = store;
        this.statements = statements;
        this.results = results;
    }

    /**
     * Records what has been made, and what has become of runs, since.
     *
     * @param before what the status says
     * @param after what it is about to say
     * @return why the store was not told; empty where it was, or there was nothing to tell
     */
    public Optional<Outcome> record(R resource, @Nullable S before, S after, Instant now) {
        List<InTotoStatement<?>> made = new ArrayList<>(statements.apply(resource, after));
        if (before != null && !made.isEmpty()) {
            made.removeAll(statements.apply(resource, before));
        }
        Optional<Result> result = results.apply(resource, after);
        boolean isNew = before == null || !result.equals(results.apply(resource, before));
        try {
            for (InTotoStatement<?> statement : made) {
                store.record(statement);
            }
            if (isNew && result.isPresent()) {
                store.keep(result.get());
            }
            List<RunEvent> events = Runs.between(resource, before, after, now);
            for (int order = 0; order < events.size(); order++) {
                tell(events.get(order), order);
            }
            return Optional.empty();
        } catch (Unavailable e) {
            return Optional.of(new Outcome.Wait("LedgerUnavailable", Objects.toString(e.getMessage()), Retry.OUTSIDE));
        } catch (Refused e) {
            return Optional.of(new Outcome.Wait("LedgerCorrupt", Objects.toString(e.getMessage()), MENDED));
        }
    }

    private void tell(RunEvent event, int order) throws Unavailable {
        try {
            store.tell(event, order);
        } catch (Unavailable e) {
            // A start is told once more with the end: no work is held up for it.
            if (event.type() != RunEvent.Type.START) {
                throw e;
            }
        }
    }
}
