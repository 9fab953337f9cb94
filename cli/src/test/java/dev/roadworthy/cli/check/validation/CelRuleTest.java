package dev.roadworthy.cli.check.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.check.revision.Revision;
import dev.roadworthy.cli.manifest.SourceFile;
import dev.roadworthy.cli.object.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CelRuleTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyRuleOfEveryKindIsKnownHere(Kind kind) {
        List<String> rules = Schemas.of(kind).findValues("x-kubernetes-validations").stream()
                .flatMap(list -> list.findValuesAsText("rule").stream())
                .toList();

        assertThat(rules).isNotEmpty();
        assertThat(rules).allSatisfy(rule -> {
            assertThatCode(() -> CelRule.compile(rule)).doesNotThrowAnyException();
            // A rule on a change is for the API server, which has the object of before.
            assertThat(rule).doesNotContain("oldSelf");
        });
        assertThat(Schemas.of(kind).findValues("messageExpression")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "memory: 2Gi      | ",
                "memory: 1.5Gi    | ",
                "cpu: 500m        | ",
                "cpu: 2           | ",
                "memory: 2 Gi     | spec.resources.limits: not a quantity",
                "memory: lots     | spec.resources.limits: not a quantity",
            })
    void quantitiesAreThoseOfKubernetes(String limit, String message) {
        assertMessage(findings("spec: {resources: {limits: {%s}}}".formatted(limit), Kind.TRAINING_RUN), message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5, 20, 100 | ",
                "20, 20     | ",
                "20, 5      | spec.rollout.waves: a wave is smaller than one before it",
            })
    void listsAreSortedAsKubernetesSays(String percents, String message) {
        StringBuilder waves = new StringBuilder();
        for (String percent : percents.split(", ", -1)) {
            waves.append("{name: w%s-%d, percent: %s}, ".formatted(percent, waves.length(), percent));
        }
        assertMessage(findings("spec: {rollout: {waves: [%s]}}".formatted(waves), Kind.EDGE_RELEASE), message);
    }

    @Test
    void aRuleOnAnItemSaysWhichOne() {
        List<Finding> findings = findings("""
                spec:
                  gates:
                    - {metric: meanIoU, min: "0.5"}
                    - {metric: iou, min: "0.5"}
                """, Kind.EVALUATION);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.message()).startsWith("spec.gates[1]: iou, recall and precision are of one class");
            assertThat(finding.place().line()).isEqualTo(7);
        });
    }

    private static void assertMessage(List<Finding> findings, String message) {
        if (message == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.message())
                    .startsWith(message));
        }
    }

    private static List<Finding> findings(String spec, Kind kind) {
        String manifest =
                "apiVersion: roadworthy.dev/v1alpha1\nkind: %s\nmetadata: {name: a}\n%s".formatted(kind.label(), spec);
        Folder folder = Folder.of(new Revision("now", List.of(new SourceFile("a.yaml", manifest))), "vision");
        JsonNode body = folder.objects().values().iterator().next().body();
        assertThat(body.path("spec")).as(manifest).isNotEmpty();
        return new CelRule(kind).check(folder.objects().values().iterator().next());
    }
}
