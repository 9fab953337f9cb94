package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    private final Map<Target, GenericKubernetesResource> objects = new HashMap<>();

    @Test
    void aReleaseIsShownWithAllThatItIsMadeOfOnce() {
        there("edgerelease/r", "{modelRef: {name: m}, evaluationRefs: [{name: e}]}", "ActionRequired True approve it");
        there("trainingrun/m", "{datasetRef: {name: v2}}", "Ready True");
        there(
                "evaluation/e",
                "{modelRef: {name: m}, datasetRef: {name: t}, baseline: {trainingRunRef: {name: gone}}}",
                "Ready True");
        there("dataset/v2", "{extends: [{name: v1}], labelsFrom: [{name: night}]}", "Ready True");
        there("dataset/v1", "{}", "Ready True");
        there("dataset/t", "{}", "Stalled True mend it");
        there("annotationjob/night", "{datasetRef: {name: v1}}", "Reconciling True", "Ready False it runs");

        Line line = new Line(objects);

        assertThat(line.ends()).containsExactly(Target.of("edgerelease/r"));
        assertThat(line.tree(line.ends())).isEqualTo("""
                EdgeRelease/r  Suspended  Why: approve it
                ├─ TrainingRun/m  Healthy  Why: a sentence
                │  └─ Dataset/v2  Healthy  Why: a sentence
                │     ├─ Dataset/v1  Healthy  Why: a sentence
                │     └─ AnnotationJob/night  Progressing  Why: it runs
                │        └─ Dataset/v1  (above)
                └─ Evaluation/e  Healthy  Why: a sentence
                   ├─ TrainingRun/m  (above)
                   ├─ TrainingRun/gone  Progressing  Missing: it is not in the cluster
                   └─ Dataset/t  Degraded  Why: mend it
                """);
    }

    @Test
    void aCircleEnds() {
        there("dataset/a", "{extends: [{name: b}]}", "Ready True");
        there("dataset/b", "{extends: [{name: a}]}", "Ready True");
        Line line = new Line(objects);

        assertThat(line.ends()).isEmpty();
        assertThat(line.tree(List.of(Target.of("dataset/a")))).hasLineCount(3).endsWith("Dataset/a  (above)\n");
    }

    @ParameterizedTest
    @CsvSource({
        "edgerelease/a-1.0.0, EDGE_RELEASE",
        "EdgeReleases/a-1.0.0, EDGE_RELEASE",
        "edgerelease.roadworthy.dev/a-1.0.0, EDGE_RELEASE",
        "trainingruns.roadworthy.dev/a-1.0.0, TRAINING_RUN",
    })
    void aKindIsWrittenAsKubectlDoes(String text, Kind kind) {
        assertThat(Target.of(text)).isEqualTo(new Target(kind, "a-1.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod/a", "dataset", "dataset/", "/a", ""})
    void whatNamesNoObjectOfOursIsRefused(String text) {
        assertThatThrownBy(() -> Target.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private void there(String target, String spec, String... conditions) {
        objects.put(Target.of(target), Objects.object(Target.of(target), spec, conditions));
    }
}
