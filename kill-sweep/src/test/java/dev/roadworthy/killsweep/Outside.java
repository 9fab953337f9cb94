package dev.roadworthy.killsweep;

import dev.roadworthy.testing.FakeCollector;
import dev.roadworthy.testing.Loopback;
import dev.roadworthy.testing.PostgresServer;
import dev.roadworthy.testing.S3Server;
import java.nio.file.Path;

/**
 * What an operator has to itself besides its namespace: events that wait in a store are sent by whoever works on that store.
 *
 * @param artifacts a store that nobody else has
 * @param road the bridge to its vehicles
 * @param collector who is told of its runs
 */
record Outside(ArtifactRoot artifacts, Road road, FakeCollector collector) implements AutoCloseable {

    /** Starts all of it, and waits until it is ready. */
    static Outside of(String operator, Path directory, S3Server store, PostgresServer postgres, ReleaseKey key)
            throws Exception {
        ArtifactRoot artifacts = ArtifactRoot.of(store);
        Road road = new Road(operator, directory, artifacts, postgres, key);
        FakeCollector collector = new FakeCollector(Loopback.freePort());
        collector.start();
        return new Outside(artifacts, road, collector);
    }

    @Override
    public void close() {
        collector.close();
        road.close();
    }
}
