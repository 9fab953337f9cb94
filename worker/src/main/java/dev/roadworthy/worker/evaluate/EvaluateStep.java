package dev.roadworthy.worker.evaluate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.EvaluateResult;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.MetricReport.Metric;
import dev.roadworthy.worker.index.IndexDatabase;
import dev.roadworthy.worker.model.ModelFaultException;
import dev.roadworthy.worker.model.StoredModel;
import dev.roadworthy.worker.stage.DatasetIndex;
import dev.roadworthy.worker.stage.Staging;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.Scratch;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.SourceObjects;
import dev.roadworthy.worker.store.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a model, and a baseline beside it, on the labelled frames of a split. Frames are verified as they are for a
 * trainer; the same inputs and seed give the same bytes of report and page.
 */
public final class EvaluateStep {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluateStep.class);

    private final Environment environment;

    public EvaluateStep(Environment environment) {
        this.environment = environment;
    }

    /**
     * Does it.
     *
     * @param requestFile an {@link EvaluateRequest}
     * @return the {@link EvaluateResult}
     */
    public ArtifactRef run(Path requestFile) throws Exception {
        EvaluateRequest request = EvaluateCheck.read(Files.readAllBytes(requestFile));
        try (Scratch scratch = Scratch.create("evaluate");
                IndexDatabase database = IndexDatabase.open(scratch.path(), request.threads());
                ArtifactStore artifacts = Stores.artifacts(environment);
                SourceObjects source = new SourceObjects(environment)) {
            DatasetIndex index =
                    DatasetIndex.open(artifacts, request.manifest(), request.dataset(), database, scratch.path());
            List<IndexRequest.Slice> slices = EvaluateCheck.slices(request, index.manifest());
            index.check(slices);
            Models models = new Models(artifacts, request, index.manifest().classes(), scratch.path());
            ArtifactRef baselineRef = request.baseline();
            try (StoredModel model = models.open("model", request.model());
                    @Nullable StoredModel baseline = baselineRef == null ? null : models.open("baseline", baselineRef)) {
                Examination examination = new Examination(model, baseline, request.slices());
                double framesPerSecond = examine(
                        index,
                        new DatasetIndex.Selection(List.of(request.split()), true, slices),
                        source,
                        scratch.path(),
                        request.threads(),
                        examination);
                return publish(request, index, examination, model, framesPerSecond, artifacts);
            }
        }
    }

    /** Opens the models of a request. */
    private record Models(ArtifactStore artifacts, EvaluateRequest request, List<String> classes, Path scratch) {

        StoredModel open(String role, ArtifactRef ref) throws Exception {
            StoredModel model;
            try {
                model = StoredModel.open(artifacts, ref, scratch.resolve(role), request.threads(), Examination.BATCH);
            } catch (ModelFaultException e) {
                throw StepException.rejected(
                        EvaluateRejection.ModelInvalid,
                        "the %s %s cannot be used: %s; train and publish it again"
                                .formatted(role, ref.digest().abbreviated(), e.getMessage()));
            }
            List<String> expected = new ArrayList<>(List.of(IndexRequest.BACKGROUND));
            expected.addAll(classes);
            if (!model.classes().equals(expected)) {
                model.close();
                throw StepException.rejected(
                        EvaluateRejection.ClassesDiffer,
                        "the %s %s tells %s apart, and the dataset has %s; evaluate it on a Dataset of its classes"
                                .formatted(role, ref.digest().abbreviated(), model.classes(), expected));
            }
            return model;
        }
    }

    /** Shows every frame, and gives the frames a second. */
    private static double examine(
            DatasetIndex index,
            DatasetIndex.Selection selection,
            SourceObjects source,
            Path scratch,
            int threads,
            Examination examination)
            throws Exception {
        long start = System.nanoTime();
        Staging.Target target = new Staging.Target(scratch.resolve("staged"), scratch.resolve("drafts"));
        Staging.run(index, selection, source, target, threads, examination::add);
        examination.finish();
        double seconds = Math.max(System.nanoTime() - start, 1) / 1e9;
        double framesPerSecond = examination.split().frames() / seconds;
        LOG.info("examine frames={} framesPerSecond={}", examination.split().frames(), framesPerSecond);
        return framesPerSecond;
    }

    private static ArtifactRef publish(
            EvaluateRequest request,
            DatasetIndex index,
            Examination examination,
            StoredModel model,
            double framesPerSecond,
            ArtifactStore artifacts)
            throws Exception {
        List<String> classes = index.manifest().classes();
        Metrics metrics = new Metrics(classes, request.seed());
        List<Metric> measured = new ArrayList<>(metrics.of(null, examination.split()));
        for (Map.Entry<String, Tally> slice : examination.slices().entrySet()) {
            measured.addAll(metrics.of(slice.getKey(), slice.getValue()));
        }
        String html = new ReportPage(request, classes, measured, examination.worstFirst()).html();
        ArtifactRef page = artifacts.put(html.getBytes(StandardCharsets.UTF_8));
        ArtifactRef report = artifacts.put(Documents.write(new MetricReport(MetricReport.FORMAT, measured, page)));
        ArtifactRef timing =
                artifacts.put(Documents.write(new Stopwatch(System::nanoTime).time(model, framesPerSecond)));
        LOG.info("measure report={} page={} timing={}", report.digest(), page.digest(), timing.digest());
        return artifacts.put(Documents.write(new EvaluateResult(EvaluateResult.FORMAT, report, timing)));
    }
}
