package dev.roadworthy.controller.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectRequest;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepContainer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationStepsTest {

    private static PinnedDataset pin(Digest rows, String manifest) {
        return new PinnedDataset(
                "sidewalk-v1",
                rows.value(),
                new Artifact(
                        "s3://artifacts/" + manifest,
                        AnnotationJobs.digest(manifest).value(),
                        100L),
                List.of("road"),
                "raw");
    }

    private static PinnedDataset pin() {
        return pin(AnnotationJobs.ROWS, "manifest");
    }

    private static AnnotationInput input(String lines) {
        return AnnotationInput.of(AnnotationJobs.job(lines).getSpec(), pin());
    }

    @ParameterizedTest(name = "{0} changes the input: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "select: {slice: night} | true",
                "select: {where: imu_rms > 2} | true",
                "select: {limit: 499} | true",
                "select: {seed: 1} | true",
                "quality: {gold: {minAgreement: 1}} | true",
                "select: {limit: 500, seed: 0} | false",
                "resources: {limits: {memory: 8Gi}} | false",
            })
    void theInputIsWhatCanChangeTheTasks(String line, boolean changes) {
        assertThat(input(line).hash().equals(input("").hash())).isEqualTo(!changes);
        assertThat(input(line).folder().equals(input("").folder())).isEqualTo(!changes);
    }

    @Test
    void theLimitOnAgreementIsNoInput() {
        assertThat(input("quality: {gold: {minAgreement: 1}}").hash())
                .isEqualTo(input("quality: {gold: {percent: 5, minAgreement: \"0.5\"}}")
                        .hash());
    }

    @Test
    void theManifestIsInputWhereASliceIsNamed() {
        PinnedDataset redefined = pin(AnnotationJobs.ROWS, "other manifest");
        var all = AnnotationJobs.job("").getSpec();
        var night = AnnotationJobs.job("select: {slice: night}").getSpec();

        assertThat(AnnotationInput.of(all, redefined).hash())
                .isEqualTo(AnnotationInput.of(all, pin()).hash());
        assertThat(AnnotationInput.of(night, redefined).hash())
                .isNotEqualTo(AnnotationInput.of(night, pin()).hash());
        assertThat(AnnotationInput.of(all, pin(AnnotationJobs.OTHER_ROWS, "manifest"))
                        .hash())
                .isNotEqualTo(AnnotationInput.of(all, pin()).hash());
    }

    @Test
    void aStepIsAskedWithAllThatItNeeds() throws Exception {
        var job = AnnotationJobs.job("""
                select: {slice: night, where: imu_rms > 2, limit: 30, seed: 9}
                quality: {gold: {where: "split = 'test'", minAgreement: 1}}
                """);
        Step select = AnnotationSteps.select(job, pin());
        String folder = AnnotationInput.of(job.getSpec(), pin()).folder();
        Step collect = AnnotationSteps.collect(job, AnnotationJobs.SHEET, folder, AnnotationJobs.digest("done"));

        assertThat(folder).matches("s3://labels/night/[0-9a-f]{16}/");
        assertThat(Documents.read(document(select), SelectRequest.class))
                .isEqualTo(new SelectRequest(
                        SelectRequest.FORMAT,
                        AnnotationJobs.ROWS,
                        new ArtifactRef("s3://artifacts/manifest", AnnotationJobs.digest("manifest"), 100),
                        "night",
                        "imu_rms > 2",
                        30,
                        9,
                        new SelectRequest.Gold(5, "split = 'test'"),
                        folder));
        assertThat(Documents.read(document(collect), CollectRequest.class))
                .isEqualTo(new CollectRequest(
                        CollectRequest.FORMAT, AnnotationJobs.SHEET, folder, AnnotationJobs.digest("done")));
        assertThat(((StepContainer.Worker) select.pod().last().work()).sourceSecret())
                .isEqualTo("raw");
    }

    private static String document(Step step) {
        return Objects.requireNonNull(step.pod().documents().get(step.name() + ".json"));
    }
}
