package dev.roadworthy.controller.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Pins;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Slice;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.EvaluateRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationStepTest {

    private static final Slice NIGHT = new Slice("night", "sun_elevation < -6");

    @ParameterizedTest(name = "{0} changes the input: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "split: validation | true",
                "seed: 1 | true",
                "threads: 4 | true",
                "resources: {limits: {memory: 8Gi}} | false",
                "split: test | false",
                "seed: 0 | false",
                "threads: 2 | false",
            })
    void theInputIsWhatCanChangeTheReport(String line, boolean changes) {
        assertThat(hash(line).equals(hash(""))).isEqualTo(!changes);
    }

    @Test
    void gatesAreNoInput() {
        assertThat(hash(
                        Evaluations.evaluation("gates: [{metric: recall, class: road, min: 1, minSamples: 7}]"),
                        pins()))
                .isEqualTo(hash(""));
    }

    @Test
    void whatIsPinnedIsInputWithoutItsPlace() {
        Evaluation evaluation = Evaluations.evaluation(Evaluations.MIN_HALF);
        Pins pins = pins();
        PinnedModel moved = new PinnedModel(
                "renamed",
                pins.model().digest(),
                new Artifact("s3://moved", pins.model().digest(), 300L));
        PinnedModel other = model(Evaluations.OTHER_MODEL);
        Slice redefined = new Slice("night", "sun_elevation < -9");

        assertThat(hash(evaluation, new Pins(moved, null, pins.dataset(), pins.slices())))
                .isEqualTo(hash(""));
        assertThat(List.of(
                        hash(evaluation, new Pins(other, null, pins.dataset(), pins.slices())),
                        hash(evaluation, new Pins(pins.model(), other, pins.dataset(), pins.slices())),
                        hash(evaluation, new Pins(pins.model(), null, dataset(Evaluations.OTHER_ROWS), pins.slices())),
                        hash(evaluation, new Pins(pins.model(), null, pins.dataset(), List.of(redefined)))))
                .doesNotContain(hash(""))
                .doesNotHaveDuplicates();
    }

    @Test
    void theRequestAsksForEverySliceWhateverTheGatesAre() throws MalformedDocumentException {
        Step step = EvaluationStep.of(
                Evaluations.evaluation(Evaluations.MIN_HALF, "seed: 7"),
                new Pins(
                        pins().model(),
                        model(Evaluations.BASELINE),
                        pins().dataset(),
                        List.of(NIGHT, new Slice("rain", "wet"))));

        EvaluateRequest request = Documents.read(
                step.pod().documents().get("evaluate.json").getBytes(StandardCharsets.UTF_8),
                EvaluateRequest.class,
                EvaluateRequest.FORMAT);

        assertThat(request)
                .isEqualTo(new EvaluateRequest(
                        EvaluateRequest.FORMAT,
                        new ArtifactRef("s3://artifacts/model", Evaluations.MODEL, 300),
                        new ArtifactRef("s3://artifacts/model", Evaluations.BASELINE, 300),
                        Evaluations.ROWS,
                        new ArtifactRef("s3://artifacts/manifest", Evaluations.ROWS, 100),
                        "test",
                        List.of("night", "rain"),
                        7,
                        2));
    }

    @Test
    void thePodReadsTheSourceWithTheDatasetsSecret() {
        StepJobs jobs = new StepJobs(new StepDefaults(
                "localhost/worker:1", "IfNotPresent", "steps", "s3://artifacts", "store-keys", Map.of()));
        Step step = EvaluationStep.of(
                Evaluations.evaluation(Evaluations.MIN_HALF, "resources: {limits: {memory: 8Gi}}"), pins());

        PodSpec pod = jobs.of(step, 1).getSpec().getTemplate().getSpec();

        Container container = pod.getContainers().getFirst();
        assertThat(container.getArgs()).containsExactly("evaluate", "--request", "/etc/roadworthy/evaluate.json");
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("8Gi"));
        assertThat(pod.getVolumes().stream().map(Volume::getSecret).filter(Objects::nonNull))
                .extracting(SecretVolumeSource::getSecretName)
                .containsExactly("raw-reader");
    }

    private static Digest hash(String line) {
        return hash(Evaluations.evaluation(Evaluations.MIN_HALF, line), pins());
    }

    private static Digest hash(Evaluation evaluation, Pins pins) {
        return EvaluationStep.of(evaluation, pins).inputHash();
    }

    private static Pins pins() {
        return new Pins(model(Evaluations.MODEL), null, dataset(Evaluations.ROWS), List.of(NIGHT));
    }

    private static PinnedModel model(Digest digest) {
        return new PinnedModel(
                "sidewalk-a", digest.value(), new Artifact("s3://artifacts/model", digest.value(), 300L));
    }

    private static PinnedDataset dataset(Digest digest) {
        return new PinnedDataset(
                "sidewalk",
                digest.value(),
                new Artifact("s3://artifacts/manifest", digest.value(), 100L),
                List.of("road", "sidewalk"),
                "raw-reader");
    }
}
