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
class AnnotationJobRulesIT {

    private static final String VALID = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: AnnotationJob
            metadata: {name: label-rain}
            spec:
              datasetRef: {name: sidewalk-v1}
              select: {slice: night, where: "imu_rms > 2", limit: 300, seed: 7}
              tool: {files: {uri: s3://vision-labels/night/}}
              quality: {gold: {percent: 10, where: "split = 'test'", minAgreement: "0.90"}}
              resources: {limits: {memory: 4Gi}}
            """;

    @Test
    void acceptsWhatTheDocumentationShows(Cluster cluster) {
        assertThat(create(cluster, VALID).getMetadata().getUid()).isNotBlank();
    }

    @Test
    void acceptsTheSmallest(Cluster cluster) {
        assertThat(create(cluster, """
                        apiVersion: roadworthy.dev/v1alpha1
                        kind: AnnotationJob
                        metadata: {name: smallest}
                        spec: {datasetRef: {name: a}, tool: {files: {uri: "s3://labels/"}}}
                        """).getMetadata().getUid()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} -> {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            percent          | "0.90"                  | "90"                    | 90 percent is "0.90"
            five decimals    | "0.90"                  | "0.90001"               | at most four decimals
            above one        | minAgreement: "0.90"    | minAgreement: 2         | minAgreement is a part of 0 to 1
            float            | "0.90"                  | 0.90                    | must be of type integer,string
            no agreement     | , minAgreement: "0.90"  |                         | spec.quality.gold.minAgreement
            no gold          | percent: 10             | percent: 0              | spec.quality.gold.percent
            no limit         | limit: 300              | limit: 0                | spec.select.limit
            large limit      | limit: 300              | limit: 10001            | spec.select.limit
            seed             | seed: 7                 | seed: -1                | spec.select.seed
            slice            | slice: night            | slice: Night            | spec.select.slice
            no tool          | {files: {uri: s3://vision-labels/night/}} | {} | name the tool: files
            two places       | vision-labels/night/    | vision-labels/night     | spec.tool.files.uri
            other place      | s3://vision-labels/     | https://labels/         | spec.tool.files.uri
            not due yet      | {files:                 | {labelStudio: {}, files: | unknown field "spec.tool.labelStudio"
            missing Dataset  | datasetRef:             | # none                  | spec.datasetRef
            quantity         | memory: 4Gi             | memory: 4 GB            | not a quantity
            """)
    void refusesWithTheFixInTheMessage(String what, String valid, String wrong, String message, Cluster cluster) {
        assertThat(VALID).contains(valid);

        assertThatThrownBy(() -> create(
                        cluster,
                        VALID.replace(valid, wrong == null ? "" : wrong).replace("name: label-rain}", "name: wrong}")))
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
