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
class EdgeReleaseRulesIT {

    private static final String VALID = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: EdgeRelease
            metadata: {name: sidewalk-1}
            spec:
              modelRef: {name: sidewalk-a}
              evaluationRefs: [{name: sidewalk-a-test}, {name: sidewalk-a-rain}]
              line: sidewalk-detector
              version: 1.4.0-rc.1
              compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17 <2", minFreeMiB: 64}
              approval: {digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", required: 2, approvers: [alice], teams: [vision/perception], requireSignedCommit: true}
              rollout:
                paused: false
                aborted: false
                waves:
                  - {name: canary, percent: 20, soak: 30m}
                  - {name: all, percent: 100}
                health: {minVehicles: 5, verifyTimeout: 2h, failedPercent: {max: "2.5"}, latencyMsP95: {max: "40.5"}}
            """;

    @Test
    void acceptsWhatTheDocumentationShows(Cluster cluster) {
        assertThat(create(cluster, VALID).getMetadata().getUid()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} -> {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no evaluation    | [{name: sidewalk-a-test}, {name: sidewalk-a-rain}] | [] | name an Evaluation of it that passed
            one twice        | sidewalk-a-rain   | sidewalk-a-test | an Evaluation is named twice
            line             | sidewalk-detector | Sidewalk        | line has lower-case letters
            line's end       | sidewalk-detector | sidewalk-       | line has lower-case letters
            version          | 1.4.0-rc.1        | v1.4            | version is a semantic version
            version's zero   | 1.4.0-rc.1        | 1.04.0          | version is a semantic version
            no hardware      | [scooter-g3]      | []              | name the hardware
            hardware         | [scooter-g3]      | ["scooter g3"]  | spec.compatibility.hardware
            runtime          | ">=1.17 <2"       | "1.17"          | onnxRuntime is comparisons
            runtime's spaces | ">=1.17 <2"       | ">=1.17, <2"    | onnxRuntime is comparisons
            negative space   | minFreeMiB: 64    | minFreeMiB: -1  | minFreeMiB
            short digest     | 15b0f00a08        | 15b0f0          | digest is status.candidate in full
            a team's path    | [vision/perception] | [../perception] | spec.approval.teams
            a team's end     | [vision/perception] | [vision/]       | spec.approval.teams
            not due yet      | version: 1.4.0-rc.1 | fleet: scooters | unknown field "spec.fleet"
            shrinking waves  | name: all, percent: 100 | name: all, percent: 10 | a wave is smaller than one before it
            too much         | percent: 20       | percent: 101    | percent
            nobody           | percent: 20       | percent: 0      | percent
            a wave twice     | name: all         | name: canary    | two waves have the same name
            soak             | soak: 30m         | soak: 30        | soak
            soak's unit      | soak: 30m         | soak: half-day  | soak is a whole number of hours
            timeout          | verifyTimeout: 2h | verifyTimeout: 0s | verifyTimeout is a whole number
            failed percent   | max: "2.5"        | max: "102.5"    | max is a percentage of 0 to 100
            no latency       | max: "40.5"       | max: "0.0"      | max is a time above 0 in milliseconds
            latency          | max: "40.5"       | max: fast       | max is a time above 0 in milliseconds
            missing model    | modelRef:         | # none          | spec.modelRef
            """)
    void refusesWithTheFixInTheMessage(String what, String valid, String wrong, String message, Cluster cluster) {
        assertThat(VALID).contains(valid);

        assertThatThrownBy(
                        () -> create(cluster, VALID.replace(valid, wrong).replace("name: sidewalk-1}", "name: wrong}")))
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
