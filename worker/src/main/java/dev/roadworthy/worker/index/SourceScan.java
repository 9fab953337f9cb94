package dev.roadworthy.worker.index;

import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.store.Location;
import dev.roadworthy.worker.store.Source;
import dev.roadworthy.worker.store.Stores;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans the recordings of a source into the tables of an index.
 *
 * @param cores that decode
 * @param scratch for files of one ride
 */
record SourceScan(IndexDatabase database, IndexTable table, Environment environment, int cores, Path scratch) {

    private static final Logger LOG = LoggerFactory.getLogger(SourceScan.class);

    /** Frames that are read or waited for at once, for each core; only one of them for each core is decoded. */
    private static final int READERS_PER_CORE = 4;

    /** Adds scanned frames to the table, and tells how far the scan is. */
    private record Sink(IndexTable table, Source source, Progress progress) implements FrameScanner.Sink {

        @Override
        public void accept(ScannedFrame frame) throws SQLException {
            FrameRef ref = frame.ref();
            table.add(
                    frame,
                    source.uri(ref.image().path()),
                    ref.label() == null ? null : source.uri(ref.label().path()));
            progress.frameDone();
        }
    }

    /**
     * Does it.
     *
     * @param from the source of the request
     * @return masks without a frame, by path, as many as a report has
     */
    List<String> run(IndexRequest request, IndexRequest.Source from) throws Exception {
        try (Source source = Stores.source(Location.parse(from.uri()), environment)) {
            Listing listing = new Listing(database, source, Layout.of(from));
            long frames = listing.read();
            LOG.info("list frames={} uri={}", frames, from.uri());
            Rides rides = new Rides(database, source, from.layout(), request.sensors(), scratch);
            FrameScan scan = new FrameScan(source, MaskMeaning.of(request), request.sensors(), new Semaphore(cores));
            scan(
                    listing,
                    rides,
                    scan,
                    new Sink(table, source, new Progress("scan", frames, System::nanoTime)),
                    new Splits(request.split()));
            return listing.orphanedLabels(DatasetReport.MAX_EXAMPLES);
        }
    }

    private void scan(Listing listing, Rides rides, FrameScan scan, Sink sink, Splits splits) throws Exception {
        rides.prepare(listing);
        try (FrameScanner scanner = new FrameScanner(scan, sink, cores * READERS_PER_CORE)) {
            listing.forEachRide((name, frames) -> {
                Ride ride = rides.read(name, listing.companions(name), frames);
                sink.table().addRide(ride.description(), splits.of(name));
                scanner.scan(ride, frames);
            });
            scanner.await();
        }
    }
}
