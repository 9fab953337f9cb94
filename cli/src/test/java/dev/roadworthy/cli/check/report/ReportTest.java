package dev.roadworthy.cli.check.report;

import static dev.roadworthy.cli.check.Folders.LINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.roadworthy.cli.check.Folders;
import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.plan.Planner;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.check.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A change with an error, a warning, and a value that is markup in each of the forms. */
    private final Report report = report(LINE.replace("learningRate: \"3e-4\"", "learningRate: \"<b>|`@all`]]>\"")
            .replace("datasetRef: {name: v1}", "datasetRef: {name: v0}")
            .replace("percent: 20}", "percnt: 20}"));

    @Test
    void sarifIsOfItsSchema() throws Exception {
        JsonNode sarif = JSON.readTree(Format.SARIF.write(report));

        try (InputStream schema = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(schema)
                            .validate(sarif))
                    .isEmpty();
        }
        JsonNode result = sarif.at("/runs/0/results/0");
        assertThat(result.at("/ruleId").asText()).isEqualTo("schema");
        assertThat(result.at("/level").asText()).isEqualTo("error");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("fleet/all.yaml");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(58);
    }

    @Test
    void junitIsReadByMavensOwnReports() throws Exception {
        ReportTestSuite suite = junit(report);

        assertThat(suite.getNumberOfTests())
                .isEqualTo(suite.getTestCases().size())
                .isEqualTo(6);
        assertThat(suite.getNumberOfFailures()).isEqualTo(1);
        assertThat(suite.getNumberOfErrors()).isZero();
        assertThat(suite.getNumberOfSkipped()).isZero();
        assertThat(suite.getTestCases())
                .allSatisfy(test -> assertThat(test.getFullClassName()).isEqualTo("fleet/all.yaml"))
                .filteredOn(ReportTestCase::hasFailure)
                .singleElement()
                .satisfies(test -> {
                    assertThat(test.getName()).isEqualTo("EdgeRelease/r-1");
                    assertThat(test.getFailureType()).isEqualTo("schema");
                    assertThat(test.getFailureMessage())
                            .isEqualTo("spec.rollout.waves[0]: required property 'percent' not found");
                    assertThat(test.getFailureDetail()).contains("\nfleet/all.yaml:58: error: unknown field 'percnt'");
                });
    }

    @Test
    void junitIsXmlWhateverAManifestSays() throws Exception {
        String field = "percent: 20, \"perc\\x01\\x0e\\uFFFE\\U0001F6F4]]>nt\": 20}";

        assertThat(junit(report(LINE.replace("percent: 20}", field))).getTestCases())
                .filteredOn(ReportTestCase::hasFailure)
                .singleElement()
                .satisfies(test -> assertThat(test.getFailureMessage())
                        .contains("unknown field 'perc\uFFFD\uFFFD\uFFFD\uD83D\uDEF4]]>nt'"));
    }

    @Test
    void eachObjectIsATestOfItsOwnInWhicheverNamespace() throws Exception {
        String elsewhere = LINE.replace("name: v1}", "name: v1, namespace: lab}")
                .lines()
                .takeWhile(line -> !line.equals("---"))
                .collect(Collectors.joining("\n"));

        assertThat(junit(report(LINE + "---\n" + elsewhere.replace("seed: 7", "sed: 7")))
                        .getTestCases())
                .hasSize(7)
                .filteredOn(test -> test.getName().startsWith("Dataset/v1"))
                .extracting(ReportTestCase::getName, ReportTestCase::hasFailure)
                .containsExactly(tuple("Dataset/v1 in lab", true), tuple("Dataset/v1 in vision", false));
    }

    @Test
    void aManifestBeginsNoLineOfALog() throws Exception {
        String field = "\"perc\\n::error::\\x1b[2J\": 20}";

        assertThat(Format.TEXT.write(report(LINE.replace("percent: 20}", field).replace("3e-4", "3\\n::warning::"))))
                .contains("unknown field 'perc ::error::\uFFFD[2J'")
                .doesNotContain("\n::")
                .doesNotContain("\u001B");
    }

    @Test
    void jsonSaysAllOfIt() throws Exception {
        JsonNode json = JSON.readTree(Format.JSON.write(report));

        assertThat(json.at("/summary/errors").asInt()).isEqualTo(report.count(Finding.Level.ERROR));
        assertThat(json.at("/changes").findValuesAsText("name")).containsExactly("v2", "label", "a", "a-test", "r-1");
        assertThat(json.at("/changes/2/fields/0/path").asText()).isEqualTo("spec.parameters.learningRate");
        assertThat(json.at("/changes/2/fields/0/after").asText()).isEqualTo("<b>|`@all`]]>");
        assertThat(json.at("/notChecked/0").asText()).isEqualTo("a part");
    }

    @Test
    void aManifestWritesNoMarkupIntoAComment() {
        String comment = Format.MARKDOWN.write(report);

        assertThat(comment)
                .startsWith("<!-- roadworthy check fleet -->\n### ❌ roadworthy check\n")
                .contains(
                        "| `~` | TrainingRun/a | **runs** | spec.parameters.learningRate: 3e-4 → &lt;b>\\|\\`&#64;all\\`\\]\\]>")
                .contains("- ❌ `fleet/all.yaml:58` ")
                .doesNotContain("<b>", "@all");
    }

    @Test
    void aCommentIsNoLongerThanHostsTake() {
        StringBuilder many = new StringBuilder(LINE);
        for (int i = 0; i < 500; i++) {
            many.append("""
                    ---
                    apiVersion: roadworthy.dev/v1alpha1
                    kind: Dataset
                    metadata: {name: more-%d}
                    spec: {wrong: true}
                    """.formatted(i));
        }

        assertThat(Format.MARKDOWN.write(report(many.toString())))
                .hasSizeLessThan(65_536)
                .contains("and 400 more");
    }

    @Test
    void aCommentShowsTheFirstFieldsOfMany() {
        String parameters = IntStream.range(0, 30)
                .mapToObj(number -> ", p%02d: \"%s\"".formatted(number, "x".repeat(9000)))
                .collect(Collectors.joining());

        assertThat(Format.MARKDOWN.write(report(LINE.replace("\"3e-4\"", "\"3e-4\"" + parameters))))
                .hasSizeLessThan(65_536)
                .contains("spec.parameters.p20: none → ", "<br>and 9 more fields |")
                .doesNotContain("spec.parameters.p21: none");
    }

    @Test
    void rowsOfWhichAHundredWouldBeTooLongAreFewer() {
        String change = LINE.substring(LINE.indexOf("apiVersion: roadworthy.dev/v1alpha1\nkind: TrainingRun"))
                .lines()
                .takeWhile(line -> !line.equals("---"))
                .collect(Collectors.joining("\n", "---\n", "\n"));
        StringBuilder before = new StringBuilder(LINE);
        for (int i = 0; i < 90; i++) {
            before.append(change.replace("name: a}", "name: more-%d}".formatted(i)));
        }
        String parameters = IntStream.range(0, 20)
                .mapToObj(number -> ", p%02d: \"%s\"".formatted(number, "x".repeat(90)))
                .collect(Collectors.joining());

        assertThat(Format.MARKDOWN.write(
                        report(before.toString(), before.toString().replace("\"3e-4\"", "\"3e-4\"" + parameters))))
                .hasSizeLessThan(65_536)
                .containsPattern("\nand [0-9]+ more\n");
    }

    private static ReportTestSuite junit(Report report) throws Exception {
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(Format.JUNIT.write(report).getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .getFirst();
    }

    private static Report report(String yaml) {
        return report(LINE, yaml);
    }

    private static Report report(String earlier, String later) {
        Folder before = Folders.of(earlier);
        Folder after = Folders.of(later);
        return new Report(
                "fleet",
                "4f0c81b2a1",
                "working tree",
                Planner.plan(before, after, Live.UNKNOWN, Set.of()),
                Validation.of(before, after, null).stream()
                        .sorted(Finding.ORDER)
                        .toList(),
                after.files(),
                List.of("a part"));
    }
}
