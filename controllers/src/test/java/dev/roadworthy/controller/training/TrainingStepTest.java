package dev.roadworthy.controller.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingStepTest {

    private static final StepJobs JOBS = new StepJobs(
            new StepDefaults("localhost/worker:1", "IfNotPresent", "steps", "s3://artifacts", "store-keys", Map.of()));

    @ParameterizedTest(name = "{0} changes the input: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 1 | true",
                "command: [python, train.py] | true",
                "parameters: {epochs: \"3\"} | true",
                "code: {repository: r, commit: 4f0c} | true",
                "resources: {limits: {nvidia.com/gpu: 8}} | false",
                "nodeSelector: {accelerator: l4} | false",
                "tolerations: [{operator: Exists}] | false",
                "runtimeClassName: nvidia | false",
                "failurePolicy: {retries: 9} | false",
                "deadline: 12h | false",
                "seed: 0 | false",
            })
    void theInputIsWhatCanChangeTheResult(String line, boolean changes) {
        assertThat(hash(line).equals(hash(""))).isEqualTo(!changes);
    }

    @Test
    void seedsThatAFloatCannotTellApartAreOtherInputs() {
        assertThat(hash("seed: 9223372036854775807")).isNotEqualTo(hash("seed: 9223372036854775806"));
    }

    @Test
    void anotherDatasetIsAnotherInput() {
        assertThat(TrainingStep.of(TrainingRuns.run(""), TrainingRuns.pin(TrainingRuns.SECOND))
                        .inputHash())
                .isNotEqualTo(hash(""));
    }

    @ParameterizedTest
    @CsvSource({
        "learningRate, PARAM_LEARNING_RATE",
        "epochs, PARAM_EPOCHS",
        "top5Error, PARAM_TOP5_ERROR",
        "useCRF, PARAM_USE_CRF",
        "aBcD, PARAM_A_BC_D",
    })
    void parametersAreVariablesByTheContractsRule(String parameter, String variable) {
        assertThat(TrainingStep.variable(parameter)).isEqualTo(variable);
    }

    @Test
    void thePodIsTheContracts() {
        PodSpec pod = pod("""
                command: [python, train.py]
                parameters: {learningRate: "3e-4", cost: "$(HOME) $5"}
                seed: 7
                """);

        assertThat(pod.getInitContainers()).extracting(Container::getName).containsExactly("stage-in", "trainer");
        assertThat(pod.getContainers()).extracting(Container::getName).containsExactly("publish");
        Container trainer = pod.getInitContainers().getLast();
        assertThat(trainer.getCommand()).containsExactly("python", "train.py");
        assertThat(environment(trainer))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ROADWORTHY_DATASET_DIR", "/data/dataset",
                        "ROADWORTHY_PARAMETERS_FILE", "/etc/roadworthy/parameters.json",
                        "ROADWORTHY_SEED", "7",
                        "ROADWORTHY_OUTPUT_DIR", "/data/output",
                        "ROADWORTHY_CHECKPOINT_DIR", "/data/checkpoint",
                        "ROADWORTHY_PROGRESS_FILE", "/data/progress/progress.json",
                        "ROADWORTHY_TERMINATION_LOG", "/dev/termination-log",
                        "PARAM_LEARNING_RATE", "3e-4",
                        "PARAM_COST", "$$(HOME) $$5"));
        assertThat(trainer.getEnvFrom()).as("no key reaches a user's image").isEmpty();
        assertThat(trainer.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(mounts(trainer))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/etc/roadworthy", true,
                        "/tmp", false,
                        "/data/dataset", true,
                        "/data/output", false,
                        "/data/checkpoint", false,
                        "/data/progress", false));
        assertThat(mounts(pod.getInitContainers().getFirst()))
                .containsEntry("/data/dataset", false)
                .containsEntry("/etc/roadworthy-source", true);
        assertThat(mounts(pod.getContainers().getFirst())).containsEntry("/data/output", true);
    }

    @Test
    void theDocumentsAreWhatWasPinned() {
        Map<String, String> annotations = job("parameters: {epochs: \"3\"}")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations();

        assertThat(annotations)
                .containsEntry("document.roadworthy.dev/parameters.json", "{\"epochs\":\"3\"}")
                .hasEntrySatisfying("document.roadworthy.dev/stage-in.json", request -> assertThat(request)
                        .contains(TrainingRuns.FIRST.value(), "\"splits\":[\"train\",\"validation\"]"))
                .hasEntrySatisfying("document.roadworthy.dev/publish.json", request -> assertThat(request)
                        .contains("\"classes\":[\"road\",\"sidewalk\"]"));
    }

    @Test
    void eachContainerHasItsOwnExitCodesThatEndTheJob() {
        Job job = job("failurePolicy: {nonRetriableExitCodes: [50], retries: 5}\ndeadline: 90m");

        assertThat(job.getSpec().getBackoffLimit()).isEqualTo(5);
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(5400);
        List<PodFailurePolicyRule> rules = job.getSpec().getPodFailurePolicy().getRules();
        assertThat(rules.getFirst().getAction()).isEqualTo("Ignore");
        assertThat(rules.stream()
                        .skip(1)
                        .collect(Collectors.toMap(
                                rule -> rule.getOnExitCodes().getContainerName(),
                                rule -> rule.getOnExitCodes().getValues())))
                .isEqualTo(Map.of(
                        "stage-in", List.of(3, 42, 75, 137),
                        "trainer", List.of(42, 50, 137),
                        "publish", List.of(3, 42, 75, 137)));
    }

    @Test
    void placementIsThePods() {
        PodSpec pod = pod("""
                nodeSelector: {accelerator: l4}
                tolerations: [{key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}]
                runtimeClassName: nvidia
                resources: {limits: {nvidia.com/gpu: 1}}
                """);

        assertThat(pod.getNodeSelector()).containsEntry("accelerator", "l4");
        assertThat(pod.getRuntimeClassName()).isEqualTo("nvidia");
        assertThat(pod.getTolerations()).singleElement().satisfies(t -> {
            assertThat(t.getOperator()).isEqualTo("Exists");
            assertThat(t.getEffect()).isEqualTo("NoSchedule");
        });
        assertThat(pod.getInitContainers().getLast().getResources().getLimits()).containsKey("nvidia.com/gpu");
        assertThat(pod.getContainers().getFirst().getResources().getLimits()).doesNotContainKey("nvidia.com/gpu");
    }

    private static Digest hash(String lines) {
        return step(lines).inputHash();
    }

    private static Step step(String lines) {
        return TrainingStep.of(TrainingRuns.run(lines), TrainingRuns.pin(TrainingRuns.FIRST));
    }

    private static Job job(String lines) {
        return JOBS.of(step(lines), 1);
    }

    private static PodSpec pod(String lines) {
        return job(lines).getSpec().getTemplate().getSpec();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (a, b) -> b, TreeMap::new));
    }

    private static Map<String, Boolean> mounts(Container container) {
        return container.getVolumeMounts().stream()
                .collect(Collectors.toMap(VolumeMount::getMountPath, VolumeMount::getReadOnly));
    }
}
