package dev.roadworthy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

    private static final Digest DIGEST = Digest.of(new byte[0]);

    private static final String REPORT = """
            {"format": 1,
             "metrics": [{"name": "iou", "frames": 3, "rides": 1}],
             "page": {"uri": "u", "digest": "%s", "bytes": 1}}
            """.formatted(DIGEST);

    @Test
    void equalDocumentsHaveEqualBytesWhateverTheOrderOfTheirMembers() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", List.of("ä", 2.50));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", List.of("ä", 2.5));
        other.put("b", 1);

        assertThat(new String(Documents.write(one), StandardCharsets.UTF_8)).isEqualTo("{\"a\":[\"ä\",2.5],\"b\":1}");
        assertThat(Documents.digest(one)).isEqualTo(Documents.digest(other));
    }

    @Test
    void everyOutcomeOfAStepIsReadAsItWasWritten() throws MalformedDocumentException {
        List<StepResult> results = List.of(
                new StepResult.Succeeded(new ArtifactRef("s3://a/sha256/0", DIGEST, 0)),
                new StepResult.Rejected("SourceEmpty", "no frame under s3://a/b/"),
                new StepResult.Unavailable("SourceDenied", "the key may not read s3://a/b/"));
        for (StepResult result : results) {
            assertThat(Documents.read(Documents.write(result), StepResult.class))
                    .isEqualTo(result);
        }
    }

    @Test
    void skipsWhatALaterVersionAdds() throws MalformedDocumentException {
        String json = "{\"outcome\":\"Rejected\",\"reason\":\"A\",\"message\":\"b\",\"later\":{\"x\":1}}";

        assertThat(Documents.read(json, StepResult.class)).isEqualTo(new StepResult.Rejected("A", "b"));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Documents.read("panic: out of memory", StepResult.class))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageStartingWith("not a StepResult:");
        assertThatThrownBy(() -> Documents.read("{\"outcome\":\"Perhaps\"}", StepResult.class))
                .isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() -> Documents.read("null", StepResult.class))
                .isInstanceOf(MalformedDocumentException.class);
        assertThatThrownBy(() ->
                        Documents.read("{\"uri\":\"s3://a\",\"digest\":\"sha256:0\",\"bytes\":1}", ArtifactRef.class))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("not a digest");
    }

    @ParameterizedTest(name = "without {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            page             | "page": {"uri": "u", "digest": "%1$s", "bytes": 1} | "x": 1
            page.digest      | "digest": "%1$s",       |
            metrics          | "metrics":              | "x":
            metrics[0].name  | "name": "iou",          |
            metrics[1]       | "metrics": [            | "metrics": [{"name": "iou", "frames": 1, "rides": 1}, null,
            """)
    void aDocumentThatLacksAMemberIsRefusedWithItsPath(String path, String good, @Nullable String bad) {
        String json = REPORT.replace(
                good.formatted(DIGEST), Objects.requireNonNullElse(bad, "").formatted(DIGEST));
        assertThat(json).isNotEqualTo(REPORT);

        assertThatThrownBy(() -> Documents.read(json, MetricReport.class))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage("not a MetricReport: it lacks " + path);
    }

    @Test
    void whatMayBeAbsentMayBe() throws MalformedDocumentException {
        MetricReport report = Documents.read(REPORT, MetricReport.class);

        assertThat(report.metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.value()).isNull();
            assertThat(metric.difference()).isNull();
        });
    }

    @Test
    void aMapHasNoValueThatIsNull() {
        assertThatThrownBy(() -> Documents.read("{\"defects\":{\"corrupt\":null}}", Counted.class))
                .hasMessage("not a Counted: it lacks defects.corrupt");
    }

    @Test
    void aDocumentOfAnotherFormatIsRefusedWhateverElseItHas() {
        assertThatThrownBy(() -> Documents.read(bytes("{\"format\":2}"), MetricReport.class, MetricReport.FORMAT))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage(
                        "a MetricReport of format 2, and 1 is known here: let operator and worker be of one version");
        assertThatThrownBy(() -> Documents.read(bytes("{}"), MetricReport.class, MetricReport.FORMAT))
                .hasMessageStartingWith("not a MetricReport:");
        assertThatThrownBy(() -> Documents.read(bytes("{\"format\":1}"), MetricReport.class, MetricReport.FORMAT))
                .hasMessage("not a MetricReport: it lacks metrics");
    }

    private record Counted(Map<String, Long> defects) {}

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
