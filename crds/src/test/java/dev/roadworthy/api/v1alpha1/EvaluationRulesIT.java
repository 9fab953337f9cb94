package dev.roadworthy.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses, and what it says. */
@RealApiServer
class EvaluationRulesIT {

    private static final String VALID = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: Evaluation
            metadata: {name: sidewalk-b-test}
            spec:
              modelRef: {name: sidewalk-b}
              datasetRef: {name: sidewalk-v2}
              split: test
              baseline: {trainingRunRef: {name: sidewalk-a}}
              gates:
                - {metric: meanIoU, min: "0.60"}
                - {metric: recall, class: sidewalk, slice: night, min: "0.85", minSamples: 200}
                - {metric: meanIoU, slice: "*", maxRegression: "0.01"}
                - {metric: iou, class: road, min: 0}
              seed: 7
              threads: 2
              resources: {requests: {cpu: "2"}, limits: {memory: 4Gi}}
            """;

    @Test
    void acceptsWhatTheDocumentationShows(Cluster cluster) {
        assertThat(create(cluster, VALID).getMetadata().getUid()).isNotBlank();
    }

    @Test
    void acceptsTheSmallest(Cluster cluster) {
        assertThat(create(cluster, """
                        apiVersion: roadworthy.dev/v1alpha1
                        kind: Evaluation
                        metadata: {name: smallest}
                        spec: {modelRef: {name: a}, datasetRef: {name: b}, gates: [{metric: meanIoU, min: 1}]}
                        """).getMetadata().getUid()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} -> {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            percent          | "0.60"                    | "60"                    | 85 percent is "0.85"
            above one        | "0.60"                    | "1.01"                  | min is a part of 0 to 1
            negative         | "0.60"                    | "-0.1"                  | min is a part of 0 to 1
            whole number     | min: 0}                   | min: 2}                 | min is a part of 0 to 1
            text             | "0.60"                    | most                    | min is a part of 0 to 1
            five decimals    | "0.60"                    | "0.60001"               | at most four decimals
            float            | "0.60"                    | 0.60                    | must be of type integer,string
            regression       | "0.01"                    | "1.1"                   | maxRegression is a part of 0 to 1
            no limit         | metric: meanIoU, min: "0.60" | metric: meanIoU      | exactly one limit
            two limits       | slice: "*", maxRegression | slice: "*", min: "0.1", maxRegression | write two gates for both
            metric           | metric: recall            | metric: accuracy        | supported values: "iou", "meanIoU", "precision", "recall"
            class is missing | recall, class: sidewalk,  | recall,                 | add class, or use the metric meanIoU
            class too many   | {metric: meanIoU, min     | {metric: meanIoU, class: road, min | remove class, or use the metric iou
            slice            | slice: night              | slice: Night            | spec.gates[1].slice
            duplicate        | {metric: iou, class: road, min: 0} | {metric: recall, slice: night, class: sidewalk, min: "0.1"} | two gates limit the same metric
            samples          | minSamples: 200           | minSamples: 0           | spec.gates[1].minSamples
            no baseline      | baseline:                 | # none                  | add baseline.trainingRunRef, or use min
            own baseline     | trainingRunRef: {name: sidewalk-a} | trainingRunRef: {name: sidewalk-b} | baseline is the model itself
            split            | split: test               | split: tests            | supported values: "test", "train", "validation"
            threads          | threads: 2                | threads: 0              | spec.threads
            seed             | seed: 7                   | seed: -1                | spec.seed
            quantity         | memory: 4Gi               | memory: 4 GB            | not a quantity
            not due yet      | threads: 2                | target: {}              | unknown field "spec.target"
            released model   | {trainingRunRef: {name: sidewalk-a}} | {releasedOn: line} | unknown field "spec.baseline.releasedOn"
            missing model    | modelRef:                 | # none                  | spec.modelRef
            """)
    void refusesWithTheFixInTheMessage(String what, String valid, String wrong, String message, Cluster cluster) {
        assertThat(VALID).contains(valid);

        assertThatThrownBy(() ->
                        create(cluster, VALID.replace(valid, wrong).replace("name: sidewalk-b-test}", "name: wrong}")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAnEvaluationWithoutAGate(Cluster cluster) {
        assertThatThrownBy(() -> create(cluster, """
                        apiVersion: roadworthy.dev/v1alpha1
                        kind: Evaluation
                        metadata: {name: wrong}
                        spec: {modelRef: {name: a}, datasetRef: {name: b}, gates: []}
                        """))
                .hasMessageContaining("without a gate there is no verdict: add one");
    }

    /** As kubectl does: unknown fields are errors. */
    private static GenericKubernetesResource create(Cluster cluster, String yaml) {
        return cluster.client()
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(cluster.namespace())
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .create();
    }
}
