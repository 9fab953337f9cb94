package dev.roadworthy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final Digest DIGEST = Digest.of(new byte[0]);

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
}
