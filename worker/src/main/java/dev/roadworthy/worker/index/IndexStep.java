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
import dev.roadworthy.worker.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes recordings: lists the source, checks every frame, joins its sensors, takes in what was indexed or labelled
 * earlier, assigns splits, and stores index, report and manifest. The same recordings and request give the same bytes of all three.
 */
public final class IndexStep {

    private static final Logger LOG = LoggerFactory.getLogger(IndexStep.class);

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
                ArtifactStore artifacts = Stores.artifacts(environment)) {
            SlicePredicates slices = new SlicePredicates(database, request.slices());
            slices.compile();
            IndexRequest.Source source = request.source();
            List<String> orphans = source == null
                    ? List.of()
                    : new SourceScan(database, table, environment, cores, scratch.path()).run(request, source);
            EarlierRows rows = new EarlierRows(database, table, scratch.path());
            EarlierLabels labels = new EarlierLabels(database);
            IndexRequest.Earlier earlier = request.earlier();
            if (earlier != null) {
                rows.take(earlier.datasets(), request, artifacts);
                labels.give(earlier.labels(), request.classes(), artifacts);
            }
            long count = table.conclude();
            LOG.info("conclude rows={}", count);
            List<Finding> ofUnion = earlier == null ? List.of() : List.of(rows.moved(), labels.unused());
            return publish(request, new Outcome(database, table, slices, count, orphans, ofUnion), artifacts);
        }
    }

    /**
     * What the tables hold once all is decided.
     *
     * @param orphans masks without a frame
     * @param ofUnion what is told of earlier datasets and labels
     */
    private record Outcome(
            IndexDatabase database,
            IndexTable table,
            SlicePredicates slices,
            long rows,
            List<String> orphans,
            List<Finding> ofUnion) {}

    private ArtifactRef publish(IndexRequest request, Outcome outcome, ArtifactStore artifacts) throws Exception {
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
        all.addAll(outcome.ofUnion());
        ArtifactRef report = artifacts.put(Documents.write(new DatasetReport(
                DatasetReport.FORMAT,
                all,
                outcome.orphans(),
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
                "every frame%s has a defect (%s); correct the recordings or the Dataset"
                        .formatted(
                                request.source() == null
                                        ? ""
                                        : " under " + request.source().uri(),
                                String.join("; ", counts)));
    }
}
