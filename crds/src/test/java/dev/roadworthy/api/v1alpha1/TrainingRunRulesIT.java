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
class TrainingRunRulesIT {

    private static final String VALID = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: TrainingRun
            metadata: {name: sidewalk-a}
            spec:
              datasetRef: {name: sidewalk-v2}
              code: {repository: https://git.example.org/trainer, commit: 4f0c81b2a1f4e6c0d3b5a79788f0e1d2c3b4a596}
              image: registry.example.org:5000/trainer:1.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
              command: [python, train.py]
              parameters: {learningRate: "3e-4", epochs: "30"}
              seed: 9223372036854775807
              resources: {limits: {nvidia.com/gpu: "1", memory: 32Gi}, requests: {cpu: "4"}}
              nodeSelector: {accelerator: l4}
              tolerations: [{key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}]
              runtimeClassName: nvidia
              failurePolicy: {nonRetriableExitCodes: [42, 50], retries: 5}
              deadline: 12h
            """;

    @Test
    void acceptsWhatTheDocumentationShows(Cluster cluster) {
        assertThat(create(cluster, VALID).getMetadata().getUid()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} -> {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tag              | :1.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 | :1.2 | image must be pinned by its digest
            short digest     | 15b0f00a08      | 15b0f00a        | image must be pinned by its digest
            parameter name   | learningRate:   | learning_rate:  | begins with a lower-case letter
            parameter name   | learningRate:   | LearningRate:   | begins with a lower-case letter
            parameter type   | "30"            | 30              | spec.parameters.epochs
            branch           | 4f0c81b2a1f4e6c0d3b5a79788f0e1d2c3b4a596 | main | commit is the whole hash
            negative seed    | 9223372036854775807 | -1          | spec.seed
            quantity         | memory: 32Gi    | memory: 32 GB   | not a quantity
            exit code        | [42, 50]        | [0]             | a number of 1 to 255
            retries          | retries: 5      | retries: 101    | spec.failurePolicy.retries
            deadline         | 12h             | 12 hours        | for example 12h, 90m or 30s
            deadline of none | 12h             | 0h              | for example 12h, 90m or 30s
            toleration       | key: nvidia.com/gpu, operator: Exists, | value: a, | write operator: Exists to say so
            toleration value | operator: Exists, | operator: Exists, value: a, | compares no value
            reference        | sidewalk-v2     | Sidewalk        | spec.datasetRef.name
            not due yet      | deadline: 12h   | workers: 4      | unknown field "spec.workers"
            missing image    | image:          | # none          | spec.image
            """)
    void refusesWithTheFixInTheMessage(String what, String valid, String wrong, String message, Cluster cluster) {
        assertThat(VALID).contains(valid);

        assertThatThrownBy(
                        () -> create(cluster, VALID.replace(valid, wrong).replace("name: sidewalk-a}", "name: wrong}")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
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
