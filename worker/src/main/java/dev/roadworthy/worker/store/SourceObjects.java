package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Recordings, read one by one by the URIs that an index names. A union of datasets may name several buckets; each gets
 * one client. Safe for use by many threads.
 */
public final class SourceObjects implements AutoCloseable {

    private final Environment environment;
    private final Map<Location, Source> sources = new HashMap<>();

    public SourceObjects(Environment environment) {
        this.environment = environment;
    }

    /**
     * Copies an object to a new file.
     *
     * @throws StepException for {@link Outage#SourceChanged} where it is not there
     */
    public void fetch(String uri, Path file) throws StepException {
        Location.OfObject object = Location.ofObject(uri);
        source(object.root()).fetch(object.path(), file);
    }

    private synchronized Source source(Location root) throws StepException {
        Source known = sources.get(root);
        if (known != null) {
            return known;
        }
        Source opened = Stores.source(root, environment);
        sources.put(root, opened);
        return opened;
    }

    @Override
    public synchronized void close() {
        sources.values().forEach(Source::close);
    }
}
