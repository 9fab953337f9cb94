package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.Resources;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec.FailurePolicy;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.KnownResult;
import dev.roadworthy.contract.PublishRequest;
import dev.roadworthy.contract.StageRequest;
import dev.roadworthy.controller.declared.Declared;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.PodPlan;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepContainer;
import dev.roadworthy.controller.step.StepContainer.Access;
import dev.roadworthy.controller.step.StepContainer.Folder;
import dev.roadworthy.controller.step.StepLimits;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The step of a TrainingRun: stage the dataset, train, publish the model, as {@code docs/trainer-contract.md} has it. */
final class TrainingStep {

    static final String TRAINER = "trainer";

    static final String NAME = KnownResult.TRAIN;
    private static final String STAGE_IN = "stage-in";
    private static final String PUBLISH = "publish";
    private static final String PARAMETERS = "parameters.json";
    private static final String DATASET_DIR = "/data/dataset";
    private static final String OUTPUT_DIR = "/data/output";
    private static final String CHECKPOINT_DIR = "/data/checkpoint";
    private static final String PROGRESS_DIR = "/data/progress";
    private static final List<Integer> REJECTED = List.of(42);
    private static final int RETRIES = 3;
    private static final Duration DEADLINE = Duration.ofHours(24);
    // A training costs more to repeat than a week of a finished Job does.
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Resources DEFAULT_RESOURCES = new Resources(
            Map.of("cpu", new IntOrString("500m"), "memory", new IntOrString("512Mi")),
            Map.of("memory", new IntOrString("2Gi")));

    private TrainingStep() {}

    static Step of(TrainingRun run, PinnedDataset dataset) {
        TrainingRunSpec spec = run.getSpec();
        Map<String, String> documents = Map.of(
                STAGE_IN + ".json",
                json(stageRequest(dataset)),
                PARAMETERS,
                json(parameters(spec)),
                PUBLISH + ".json",
                json(publishRequest(dataset)));
        PodPlan pod = new PodPlan(List.of(stageIn(dataset), trainer(spec), publish()), documents, placement(spec));
        return new Step(run, NAME, TrainingInput.of(spec, dataset).hash(), pod, limits(spec));
    }

    private static StageRequest stageRequest(PinnedDataset dataset) {
        return new StageRequest(
                StageRequest.FORMAT,
                new Digest(dataset.digest()),
                Artifacts.inDocument(dataset.manifest()),
                List.of("train", "validation"));
    }

    private static PublishRequest publishRequest(PinnedDataset dataset) {
        return new PublishRequest(PublishRequest.FORMAT, new Digest(dataset.digest()), dataset.classes());
    }

    private static StepContainer stageIn(PinnedDataset dataset) {
        return worker(
                new StepContainer.Worker(STAGE_IN, STAGE_IN + ".json", dataset.sourceSecret()),
                Map.of("ROADWORTHY_DATASET_DIR", DATASET_DIR),
                List.of(new Folder("dataset", DATASET_DIR, Access.WRITE)));
    }

    private static StepContainer trainer(TrainingRunSpec spec) {
        Map<String, String> environment = new TreeMap<>();
        parameters(spec).forEach((name, value) -> environment.put(variable(name), value));
        environment.put("ROADWORTHY_DATASET_DIR", DATASET_DIR);
        environment.put("ROADWORTHY_PARAMETERS_FILE", PodPlan.DOCUMENTS + "/" + PARAMETERS);
        environment.put("ROADWORTHY_SEED", Long.toString(Objects.requireNonNullElse(spec.seed(), 0L)));
        environment.put("ROADWORTHY_OUTPUT_DIR", OUTPUT_DIR);
        environment.put("ROADWORTHY_CHECKPOINT_DIR", CHECKPOINT_DIR);
        environment.put("ROADWORTHY_PROGRESS_FILE", PROGRESS_DIR + "/progress.json");
        environment.put("ROADWORTHY_TERMINATION_LOG", "/dev/termination-log");
        @Nullable FailurePolicy policy = spec.failurePolicy();
        return new StepContainer(
                TRAINER,
                new StepContainer.Image(
                        spec.image(),
                        Objects.requireNonNullElse(spec.command(), List.of()),
                        policy == null
                                ? REJECTED
                                : Objects.requireNonNullElse(policy.nonRetriableExitCodes(), REJECTED)),
                Objects.requireNonNullElse(spec.resources(), DEFAULT_RESOURCES),
                "raise spec.resources.limits.memory",
                environment,
                List.of(
                        new Folder("dataset", DATASET_DIR, Access.READ),
                        new Folder("output", OUTPUT_DIR, Access.WRITE),
                        new Folder("checkpoint", CHECKPOINT_DIR, Access.WRITE),
                        new Folder("progress", PROGRESS_DIR, Access.WRITE)));
    }

    private static StepContainer publish() {
        return worker(
                new StepContainer.Worker(PUBLISH, PUBLISH + ".json", null),
                Map.of("ROADWORTHY_OUTPUT_DIR", OUTPUT_DIR),
                List.of(new Folder("output", OUTPUT_DIR, Access.READ)));
    }

    private static StepContainer worker(
            StepContainer.Worker work, Map<String, String> environment, List<Folder> folders) {
        return new StepContainer(
                work.command(),
                work,
                DEFAULT_RESOURCES,
                "it has 2Gi, which no field of spec changes; report the size of the dataset and the model to the"
                        + " operator's developers",
                environment,
                folders);
    }

    private static PodPlan.Placement placement(TrainingRunSpec spec) {
        return new PodPlan.Placement(
                Objects.requireNonNullElse(spec.nodeSelector(), Map.of()),
                Objects.requireNonNullElse(spec.tolerations(), List.of()),
                spec.runtimeClassName());
    }

    private static StepLimits limits(TrainingRunSpec spec) {
        @Nullable FailurePolicy policy = spec.failurePolicy();
        return new StepLimits(
                policy == null ? RETRIES : Objects.requireNonNullElse(policy.retries(), RETRIES),
                spec.deadline() == null ? DEADLINE : Declared.duration(spec.deadline()),
                KEPT,
                "raise spec.deadline, or find what it waited for");
    }

    /** {@code learningRate} is {@code PARAM_LEARNING_RATE}. */
    static String variable(String parameter) {
        return "PARAM_" + parameter.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> parameters(TrainingRunSpec spec) {
        return new TreeMap<>(Objects.requireNonNullElse(spec.parameters(), Map.of()));
    }

    private static String json(Object document) {
        return new String(Documents.write(document), StandardCharsets.UTF_8);
    }
}
