package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Recordings and masks, read one by one by the URIs that an index names. A union of datasets may name several buckets;
 * each gets one client. What lies in the artifact store (masks that were accepted there) is read as the store is, all
 * else as the source is. Safe for use by many threads.
 */
public final class SourceObjects implements AutoCloseable {

    private final Environment environment;
    private final Map<Place, Source> sources = new HashMap<>();

    private record Place(Location root, boolean isArtifacts) {}

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
        source(new Place(object.root(), Stores.isArtifact(uri, environment))).fetch(object.path(), file);
    }

    private synchronized Source source(Place place) throws StepException {
        Source known = sources.get(place);
        if (known != null) {
            return known;
        }
        Source opened =
                place.isArtifacts() ? Stores.ambientSource(place.root()) : Stores.source(place.root(), environment);
        sources.put(place, opened);
        return opened;
    }

    @Override
    public synchronized void close() {
        sources.values().forEach(Source::close);
    }
}
