package dev.roadworthy.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.EvaluateResult;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MetricReport;
import dev.roadworthy.contract.MetricReport.Metric;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.worker.index.Indexing;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.index.Pictures;
import dev.roadworthy.worker.index.RideLogFolder;
import dev.roadworthy.worker.model.TinyModel;
import dev.roadworthy.worker.model.TinyModel.Channel;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Stores;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateStepTest {

    private static final int WIDTH = 16;
    private static final int HEIGHT = 12;

    /** Takes red for road and green for sidewalk, and what is dark for background. */
    private static final List<Channel> SHARP =
            List.of(new Channel(0, 0, 0, 0.5f), new Channel(1, 0, 0, 0), new Channel(0, 1, 0, 0));

    /** Takes all for road. */
    private static final List<Channel> BLUNT =
            List.of(new Channel(0, 0, 0, 0), new Channel(0, 0, 0, 1), new Channel(0, 0, 0, 0));

    private final Path work;
    private final Path source;
    private final Environment environment;

    EvaluateStepTest(@TempDir Path work) {
        this.work = work;
        this.source = work.resolve("source");
        this.environment = new Environment(
                Map.of(Environment.STORE, work.resolve("store").toUri().toString()));
    }

    // Columns 0-7 are red and 8-15 green. The masks of ride a agree; those of ride b call columns 8-11 road.
    @BeforeEach
    void record() {
        for (int i = 0; i < 10; i++) {
            frame("a_" + i, i, 8);
            frame("b_" + i, 20 + i, 12);
        }
        RideLogFolder.write(source.resolve("frames/c_0.png"), Pictures.png(picture(50)));
    }

    private void frame(String name, int seed, int roadEnd) {
        BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                mask.getRaster().setSample(x, y, 0, x < roadEnd ? 1 : 2);
            }
        }
        RideLogFolder.write(source.resolve("frames/" + name + ".png"), Pictures.png(picture(seed)));
        RideLogFolder.write(source.resolve("labels/" + name + ".png"), Pictures.png(mask));
    }

    private static BufferedImage picture(int seed) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, (x < 8 ? 0xFF0000 : 0x00FF00) | seed);
            }
        }
        return picture;
    }

    private Indexed index() throws Exception {
        IndexRequest request = Indexing.labelledFrames(source, Map.of());
        return new Indexing(work)
                .run(new IndexRequest(
                        request.format(),
                        request.source(),
                        request.classes(),
                        request.labelValues(),
                        new IndexRequest.Split(7, 0, 0, 100),
                        List.of(
                                new IndexRequest.Slice("of-a", "ride = 'a'"),
                                new IndexRequest.Slice("nobody", "ride = 'nobody' -- yet"),
                                new IndexRequest.Slice("fast", "speed > 3")),
                        request.sensors()));
    }

    private ArtifactRef model(List<Channel> channels, String... classes) throws Exception {
        TinyModel model = new TinyModel(13, WIDTH, HEIGHT, channels);
        try (ArtifactStore artifacts = Stores.artifacts(environment)) {
            ArtifactRef onnx = artifacts.put(model.onnx());
            ArtifactRef preprocess = artifacts.put(model.preprocess(classes).getBytes(StandardCharsets.UTF_8));
            return artifacts.put(Documents.write(new ModelManifest(
                    ModelManifest.FORMAT,
                    List.of(
                            new ModelManifest.File("model.onnx", onnx),
                            new ModelManifest.File("preprocess.json", preprocess)),
                    13,
                    new ModelManifest.Input("image", WIDTH, HEIGHT),
                    new ModelManifest.Output("logits", List.of(classes)),
                    onnx.bytes() + preprocess.bytes())));
        }
    }

    private ArtifactRef model(List<Channel> channels) throws Exception {
        return model(channels, "road", "sidewalk");
    }

    private EvaluateResult evaluate(ArtifactRef model, ArtifactRef baseline, List<String> slices) throws Exception {
        Indexed indexed = index();
        Path request = work.resolve("evaluate-request.json");
        Files.write(
                request,
                Documents.write(new EvaluateRequest(
                        EvaluateRequest.FORMAT,
                        model,
                        baseline,
                        indexed.manifest().digest(),
                        indexed.manifestRef(),
                        "test",
                        slices,
                        7,
                        2)));
        return Documents.read(bytes(new EvaluateStep(environment).run(request)), EvaluateResult.class);
    }

    private static byte[] bytes(ArtifactRef ref) throws Exception {
        return Files.readAllBytes(Path.of(URI.create(ref.uri())));
    }

    private static MetricReport report(EvaluateResult result) throws Exception {
        return Documents.read(bytes(result.report()), MetricReport.class);
    }

    private static Metric metric(MetricReport report, String name, String className, String slice) {
        return report.metrics().stream()
                .filter(metric -> metric.name().equals(name)
                        && String.valueOf(metric.className()).equals(String.valueOf(className))
                        && String.valueOf(metric.slice()).equals(String.valueOf(slice)))
                .findFirst()
                .orElseThrow();
    }

    private StepResult refusal(ArtifactRef model, List<String> slices) {
        return catchThrowableOfType(StepException.class, () -> evaluate(model, null, slices))
                .result();
    }

    // Of each ride 10 frames of 16 columns. Ride b: road 8 of 12 found, sidewalk 4 found and 4 too many.
    @Test
    void measuresTheWholeSplitWithIntervalsOverRides() throws Exception {
        MetricReport report = report(evaluate(model(SHARP), null, List.of()));

        Metric road = metric(report, "iou", "road", null);
        assertThat(road.value()).isCloseTo(16.0 / 20, within(1e-12));
        assertThat(road.low()).isCloseTo(8.0 / 12, within(1e-12));
        assertThat(road.high()).isEqualTo(1);
        assertThat(road.frames()).isEqualTo(20);
        assertThat(road.rides()).isEqualTo(2);
        assertThat(road.difference()).isNull();
        assertThat(metric(report, "recall", "road", null).value()).isCloseTo(16.0 / 20, within(1e-12));
        assertThat(metric(report, "precision", "road", null).value()).isEqualTo(1);
        assertThat(metric(report, "iou", "sidewalk", null).value()).isCloseTo(12.0 / 16, within(1e-12));
        assertThat(metric(report, "precision", "sidewalk", null).value()).isCloseTo(12.0 / 16, within(1e-12));
        assertThat(metric(report, "meanIoU", null, null).value()).isCloseTo(0.775, within(1e-12));
        assertThat(report.metrics()).hasSize(7);
    }

    @Test
    void measuresSlices() throws Exception {
        MetricReport report = report(evaluate(model(SHARP), model(BLUNT), List.of("of-a", "nobody", "fast")));

        Metric ofA = metric(report, "meanIoU", null, "of-a");
        assertThat(ofA.value()).isEqualTo(1);
        assertThat(ofA.low()).as("one ride gives no interval").isNull();
        assertThat(ofA.frames()).isEqualTo(10);
        assertThat(metric(report, "iou", "road", "nobody"))
                .isEqualTo(new Metric("iou", "road", "nobody", null, null, null, 0, 0, null));
        assertThat(metric(report, "meanIoU", null, "fast").frames())
                .as("a predicate that is null")
                .isZero();
    }

    // The baseline's IoU of road: 8 of 16 in ride a, 12 of 16 in ride b.
    @Test
    void comparesWithTheBaselineOnTheSameDraws() throws Exception {
        MetricReport report = report(evaluate(model(SHARP), model(BLUNT), List.of()));

        MetricReport.Difference road = metric(report, "iou", "road", null).difference();
        assertThat(road.value()).isCloseTo(16.0 / 20 - 20.0 / 32, within(1e-12));
        assertThat(road.low()).isCloseTo(8.0 / 12 - 12.0 / 16, within(1e-12));
        assertThat(road.high()).isCloseTo(1 - 8.0 / 16, within(1e-12));
        assertThat(metric(report, "precision", "sidewalk", null).difference())
                .as("the baseline never says sidewalk")
                .isNull();
    }

    @Test
    void findsNoDifferenceOfAModelFromItself() throws Exception {
        ArtifactRef model = model(SHARP);

        assertThat(report(evaluate(model, model, List.of())).metrics())
                .allSatisfy(
                        metric -> assertThat(metric.difference()).isEqualTo(new MetricReport.Difference(0, 0.0, 0.0)));
    }

    @Test
    void givesTheSameBytesAgainAndTellsTheTimeApart() throws Exception {
        EvaluateResult one = evaluate(model(SHARP), model(BLUNT), List.of("of-a", "nobody"));
        EvaluateResult again = evaluate(model(SHARP), model(BLUNT), List.of("of-a", "nobody"));

        assertThat(again.report()).isEqualTo(one.report());
        MetricReport.Timing timing = Documents.read(bytes(one.timing()), MetricReport.Timing.class);
        assertThat(timing.latencyMsP50()).isPositive().isLessThanOrEqualTo(timing.latencyMsP95());
        assertThat(timing.framesPerSecond()).isPositive();
    }

    @Test
    void makesAPageThatNeedsNothingElse() throws Exception {
        MetricReport report = report(evaluate(model(SHARP), model(BLUNT), List.of("of-a", "nobody")));

        String page = new String(bytes(report.page()), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("<svg", "prefers-color-scheme", "data:image/jpeg;base64,", "0.775", "nothing to measure")
                .doesNotContain("<script", "http:", "https:", "url(", "@import");
        assertThat(page.split("<figure>", -1)).as("the worst 12 frames").hasSize(13);
        assertThat(page.indexOf("b_0")).isPositive().isLessThan(page.indexOf("a_0"));
    }

    @Test
    void refusesAModelThatGivesNoNumber() throws Exception {
        assertThat(refusal(
                        model(List.of(SHARP.get(0), new Channel(Float.POSITIVE_INFINITY, 0, 0, 0), SHARP.get(2))),
                        List.of()))
                .isInstanceOfSatisfying(StepResult.Rejected.class, r -> {
                    assertThat(r.reason()).isEqualTo("NotFinite");
                    assertThat(r.message()).startsWith("the model fails on the frame a_0: an output is ");
                });
    }

    @Test
    void refusesAModelOfOtherClasses() throws Exception {
        assertThat(refusal(model(SHARP, "sidewalk", "road"), List.of()))
                .isInstanceOfSatisfying(
                        StepResult.Rejected.class, r -> assertThat(r.reason()).isEqualTo("ClassesDiffer"));
    }

    @Test
    void refusesASliceThatTheDatasetHasNot() throws Exception {
        assertThat(refusal(model(SHARP), List.of("night"))).isInstanceOfSatisfying(StepResult.Rejected.class, r -> {
            assertThat(r.reason()).isEqualTo("SliceUnknown");
            assertThat(r.message()).contains("'night'", "[of-a, nobody, fast]");
        });
    }
}
