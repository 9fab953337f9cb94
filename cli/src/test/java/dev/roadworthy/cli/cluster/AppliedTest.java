package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.manifest.Manifests;
import dev.roadworthy.cli.manifest.SourceFile;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedTest {

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                            | {seed: 0}                     | ",
                "{seed: 1}                     | {seed: 1, epochs: 4}          | ",
                "{seed: 1}                     | {seed: 2}                     | spec.seed",
                "{seed: 1}                     | {}                            | spec.seed",
                "{seed: 1}                     | {seed: 1.0}                   | ",
                "{max: \"0.5\"}                | {max: 0.5}                    | spec.max",
                "{split: {percent: {test: 9}}} | {split: {percent: {test: 8}}} | spec.split.percent.test",
                "{classes: [a, b]}             | {classes: [a, b]}             | ",
                "{classes: [a, b]}             | {classes: [a]}                | spec.classes",
                "{slices: [{name: a}]}         | {slices: [{name: a, x: 1}]}   | ",
                "{slices: [{name: a}]}         | {slices: [{name: b}]}         | spec.slices[0].name",
                "{seed: null}                  | {}                            | ",
            })
    void aManifestIsAppliedOnceTheSpecHoldsAllOfIt(String declared, String there, String difference) {
        String manifest = "apiVersion: roadworthy.dev/v1alpha1\nkind: Dataset\nmetadata: {name: a}\nspec: " + declared;

        assertThat(Applied.difference(
                                Manifests.of(List.of(new SourceFile("a.yaml", manifest)), "vision")
                                        .objects()
                                        .getFirst()
                                        .spec(),
                                new KubernetesSerialization()
                                        .convertValue(Objects.object(Target.of("dataset/a"), there), JsonNode.class)
                                        .path("spec"))
                        .orElse(null))
                .isEqualTo(difference);
    }
}
