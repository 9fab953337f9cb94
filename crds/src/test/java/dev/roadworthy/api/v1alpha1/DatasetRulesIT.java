package dev.roadworthy.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses, and what it says. */
@RealApiServer
class DatasetRulesIT {

    private static final String VALID = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: Dataset
            metadata: {name: sidewalk}
            spec:
              description: Sidewalk riding
              license: CC-BY-4.0
              source:
                uri: s3://vision-raw/sidewalk/
                layout: LabelledFrames
                ridePattern: ^[^_]+
                labelValues: {"3": road, "4": sidewalk, "0": background, "11": ignore}
              classes: [road, sidewalk]
              split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
              slices: [{name: night, where: "sun_elevation < -6"}]
              checks:
                corruptPercent: {max: 0}
                emptyMaskPercent: {max: "0.5"}
                labelledPercent: {min: 50}
                framesPerSlice: {min: 50}
                sensors: {imu: {minRateHz: 90, maxSkewMs: 20, missingPercent: {max: 1}}}
              resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {nvidia.com/gpu: 1}}
            """;

    private static final String UNION = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: Dataset
            metadata: {name: sidewalk-v3}
            spec:
              extends: [{name: sidewalk-v1}, {name: sidewalk-night}]
              labelsFrom: [{name: label-night}, {name: label-rain}]
              classes: [road, sidewalk]
              split: {seed: 7, percent: {train: 70, validation: 15, test: 15}}
              checks: {duplicatePercent: {max: 1}}
            """;

    @Test
    void acceptsWhatTheDocumentationShows(Cluster cluster) {
        assertThat(create(cluster, VALID).getMetadata().getUid()).isNotBlank();
    }

    @Test
    void acceptsAUnionWithoutASourceOfItsOwn(Cluster cluster) {
        assertThat(create(cluster, UNION).getMetadata().getUid()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} -> {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            of nothing       | extends: [{name: sidewalk-v1}, {name: sidewalk-night}] | description: none | give source or extends
            of none          | [{name: sidewalk-v1}, {name: sidewalk-night}] | []                   | give source or extends
            itself           | {name: sidewalk-night}          | {name: wrong}               | cannot extend itself
            twice            | {name: sidewalk-night}          | {name: sidewalk-v1}         | Duplicate value
            labels twice     | {name: label-rain}              | {name: label-night}         | Duplicate value
            useless check    | duplicatePercent                | corruptPercent              | there are no recordings to check
            useless sensors  | duplicatePercent: {max: 1}      | sensors: {}                 | there are no recordings to check
            """)
    void refusesAUnionThatIsNone(String what, String valid, String wrong, String message, Cluster cluster) {
        assertThat(UNION).contains(valid);

        assertThatThrownBy(() -> create(
                        cluster,
                        UNION.replace("name: sidewalk-v3}", "name: wrong}").replace(valid, wrong)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{1} -> {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            percent sum    | train: 70        | train: 71         | must add up to 100 percent
            percent        | {max: 0}         | {max: 101}        | max is a percentage of 0 to 100
            decimal        | "0.5"            | "0.555"           | max is a percentage of 0 to 100
            negative       | {max: 0}         | {max: -1}         | max is a percentage of 0 to 100
            text           | "0.5"            | some              | max is a percentage of 0 to 100
            min percent    | {min: 50}        | {min: -1}         | spec.checks
            quantity       | cpu: 500m        | cpu: 5 GB         | write for example 2, 500m, 512Mi
            class twice    | [road, sidewalk] | [road, road]      | a class is named twice
            class name     | [road, sidewalk] | [Road, sidewalk]  | a class is a lower-case name
            reserved class | [road, sidewalk] | [road, sidewalk, ignore] | are no classes
            no classes     | [road, sidewalk] | []                | spec.classes
            undeclared     | "3": road        | "3": kerb         | a meaning that is not in classes
            mask value     | "3": road        | "256": road       | whole number of 0 to 255
            uri            | sidewalk/        | sidewalk          | spec.source.uri
            layout         | LabelledFrames   | Parquet           | supported values: "LabelledFrames", "RideLog"
            slice twice    | night, where: "sun_elevation < -6"} | night, where: a}, {name: night, where: b} | Duplicate value
            unknown field  | license:         | licence:          | unknown field "spec.licence"
            missing source | classes: [road, sidewalk] | # none | spec.classes
            """)
    void refusesWithTheFixInTheMessage(String what, String valid, String wrong, String message, Cluster cluster) {
        assertThat(VALID).contains(valid);

        assertThatThrownBy(
                        () -> create(cluster, VALID.replace(valid, wrong).replace("name: sidewalk}", "name: wrong}")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAConditionThatToolsCannotRead(Cluster cluster) {
        create(cluster, VALID.replace("name: sidewalk}", "name: conditions}"));
        Dataset status = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: conditions}
                status:
                  conditions:
                  - {type: Ready, status: "True", reason: not camel, message: m, lastTransitionTime: "2026-01-01T00:00:00Z", observedGeneration: 1}
                """, Dataset.class);

        assertThatThrownBy(() -> cluster.client()
                        .resource(status)
                        .inNamespace(cluster.namespace())
                        .subresource("status")
                        .patch(PatchContext.of(PatchType.SERVER_SIDE_APPLY), status))
                .hasMessageContaining("status.conditions[0].reason");
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
