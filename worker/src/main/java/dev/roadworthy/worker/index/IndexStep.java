package dev.roadworthy.worker.index;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.DatasetManifest.Finding;
import dev.roadworthy.contract.DatasetReport;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.Scratch;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Location;
import dev.roadworthy.worker.store.Source;
import dev.roadworthy.worker.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes recordings: lists the source, checks every frame, joins its sensors, assigns its split, and stores index,
 * report and manifest. The same recordings and request give the same bytes of all three.
 */
public final class IndexStep {

    private static final Logger LOG = LoggerFactory.getLogger(IndexStep.class);

    /** Frames that are read or waited for at once, for each core; only one of them for each core is decoded. */
    private static final int READERS_PER_CORE = 4;

    private final Environment environment;
    private final int cores;

    public IndexStep(Environment environment) {
        this(environment, Runtime.getRuntime().availableProcessors());
    }

    IndexStep(Environment environment, int cores) {
        this.environment = environment;
        this.cores = cores;
    }

    /**
     * Does it.
     *
     * @param requestFile an {@link IndexRequest}
     * @return the {@link DatasetManifest}
     */
    public ArtifactRef run(Path requestFile) throws Exception {
        IndexRequest request = RequestCheck.read(Files.readAllBytes(requestFile));
        try (Scratch scratch = Scratch.create("index");
                IndexDatabase database = IndexDatabase.open(scratch.path(), cores);
                IndexTable table = IndexTable.create(database);
                ArtifactStore artifacts = Stores.artifacts(environment);
                Source source = Stores.source(Location.parse(request.source().uri()), environment)) {
            SlicePredicates slices = new SlicePredicates(database, request.slices());
            slices.compile();
            Listing listing = new Listing(database, source, Layout.of(request.source()));
            long frames = listing.read();
            LOG.info("list frames={} uri={}", frames, request.source().uri());
            MaskMeaning meaning = MaskMeaning.of(request);
            Rides rides = new Rides(database, source, request, scratch.path());
            FrameScan scan = new FrameScan(source, new MaskCheck(meaning), request.sensors(), new Semaphore(cores));
            scan(
                    listing,
                    rides,
                    scan,
                    new Sink(table, source, new Progress("scan", frames, System::nanoTime)),
                    request.split());
            long rows = table.conclude(meaning.text());
            LOG.info("conclude frames={} rows={}", frames, rows);
            return publish(request, listing, new Outcome(database, table, slices, rows), artifacts);
        }
    }

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

    private void scan(Listing listing, Rides rides, FrameScan scan, Sink sink, IndexRequest.Split split)
            throws Exception {
        Splits splits = new Splits(split);
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

    /** What the tables hold once all is decided. */
    private record Outcome(IndexDatabase database, IndexTable table, SlicePredicates slices, long rows) {}

    private ArtifactRef publish(IndexRequest request, Listing listing, Outcome outcome, ArtifactStore artifacts)
            throws Exception {
        Findings findings = new Findings(outcome.database());
        List<Finding> defects = findings.defects(request);
        if (outcome.rows() == 0) {
            throw noFrames(request, defects);
        }
        Map<String, Long> framesBySlice = outcome.slices().counts();
        NearDuplicates.Found found = findings.nearDuplicates();
        LOG.info("compare bounded={}", found.bounded());
        Finding nearDuplicates = Findings.finding("nearDuplicate", found.nearDuplicates(), outcome.rows());
        Finding leaks = Findings.finding("leak", found.leaks(), outcome.rows());
        Statistics statistics = new Statistics(outcome.database());
        List<Finding> all = new ArrayList<>(defects);
        all.add(nearDuplicates);
        all.add(leaks);
        ArtifactRef report = artifacts.put(Documents.write(new DatasetReport(
                DatasetReport.FORMAT,
                all,
                listing.orphanedLabels(DatasetReport.MAX_EXAMPLES),
                statistics.classShares(request.classes()),
                statistics.rideReports())));
        ArtifactRef index = artifacts.put(outcome.table().writeParquet());
        Digest digest = DatasetDigest.of(outcome.database(), request.classes());
        LOG.info("digest dataset={} index={} report={}", digest, index.digest(), report.digest());
        return artifacts.put(Documents.write(new DatasetManifest(
                DatasetManifest.FORMAT,
                digest,
                index,
                report,
                request.classes(),
                request.slices(),
                outcome.rows(),
                statistics.labelled(),
                statistics.bytes(),
                statistics.rides(),
                statistics.splits(),
                framesBySlice,
                defects.stream().map(Findings::brief).toList(),
                Findings.brief(nearDuplicates),
                Findings.brief(leaks))));
    }

    private static StepException noFrames(IndexRequest request, List<Finding> defects) {
        List<String> counts = defects.stream()
                .filter(finding -> finding.count() > 0)
                .map(finding -> "%s %d, for example %s"
                        .formatted(
                                finding.name(),
                                finding.count(),
                                finding.examples().getFirst()))
                .toList();
        return StepException.rejected(
                IndexRejection.NoFrames,
                "every frame under %s has a defect (%s); correct the recordings or the Dataset"
                        .formatted(request.source().uri(), String.join("; ", counts)));
    }
}
