package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import dev.roadworthy.controller.port.RunEvent.Facts;
import dev.roadworthy.controller.port.RunEvent.Kept;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a run stands where in an event. */
class OpenLineageEventsTest {

    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final String UID = "00000000-0000-4000-8000-000000000001";

    @Test
    void theIdOfARunIsTheUuidV5OfItsJobInItsObject() {
        // uuid.uuid5(uuid.UUID("00000000-0000-4000-8000-000000000001"), "sidewalk-a-train-0123456789ab-1") of Python
        assertThat(OpenLineageEvents.runId(event(RunEvent.Type.START, Facts.NONE)))
                .isEqualTo(UUID.fromString("e42eaa61-bfd2-55e5-b914-2c22ac35c473"));
    }

    @Test
    void anObjectWithoutAUuidIsNotTold() {
        RunEvent.Owner owner = new RunEvent.Owner("TrainingRun", "vision", "sidewalk-a", "7c2e");

        assertThatThrownBy(() -> OpenLineageEvents.runId(new RunEvent(
                        RunEvent.FORMAT,
                        RunEvent.Type.START,
                        "2026-10-01T12:00:00.123Z",
                        owner,
                        "job",
                        "train",
                        Facts.NONE,
                        null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aJobIsTheStepOfItsObjectWhichIsTheParent() throws IOException {
        JsonNode event = json(event(RunEvent.Type.START, Facts.NONE));

        assertThat(event.at("/eventType").asText()).isEqualTo("START");
        assertThat(event.at("/eventTime").asText()).isEqualTo("2026-10-01T12:00:00.123Z");
        assertThat(event.at("/producer").asText()).isEqualTo("https://roadworthy.dev/operator/v1");
        assertThat(event.at("/job/namespace").asText()).isEqualTo("edge/vision");
        assertThat(event.at("/job/name").asText()).isEqualTo("TrainingRun/sidewalk-a/train");
        assertThat(event.at("/job/facets/jobType/jobType").asText()).isEqualTo("TRAIN");
        assertThat(event.at("/run/facets/parent/run/runId").asText()).isEqualTo(UID);
        assertThat(event.at("/run/facets/parent/job/name").asText()).isEqualTo("TrainingRun/sidewalk-a");
    }

    @Test
    void dataIsNamedByItsPlaceAndTheDigestIsItsVersion() throws IOException {
        JsonNode event = json(event(
                RunEvent.Type.COMPLETE,
                new Facts(
                        List.of(new Data("s3://raw/sidewalk/", null), new Data("s3://raw", null)),
                        List.of(new Data("s3://artifacts/roadworthy/sha256/1", DIGEST)),
                        List.of(new RunEvent.Limit("corruptPercent", Kept.NO, "max 0", "0.30")),
                        List.of(),
                        null)));

        assertThat(event.at("/inputs/0/namespace").asText()).isEqualTo("s3://raw");
        assertThat(event.at("/inputs/0/name").asText()).isEqualTo("sidewalk");
        assertThat(event.at("/inputs/0/facets").has("version")).isFalse();
        JsonNode assertion = event.at("/inputs/0/inputFacets/dataQualityAssertions/assertions/0");
        assertThat(assertion.at("/assertion").asText()).isEqualTo("corruptPercent");
        assertThat(assertion.at("/success").asBoolean(true)).isFalse();
        assertThat(event.at("/inputs/1/name").asText()).isEqualTo("/");
        assertThat(event.at("/outputs/0/name").asText()).isEqualTo("roadworthy/sha256/1");
        assertThat(event.at("/outputs/0/facets/version/datasetVersion").asText())
                .isEqualTo(DIGEST.value());
    }

    @Test
    void gatesAreTestsAndAMessageIsAnError() throws IOException {
        JsonNode event = json(new RunEvent(
                RunEvent.FORMAT,
                RunEvent.Type.FAIL,
                "2026-10-01T12:00:00.123Z",
                new RunEvent.Owner("Evaluation", "vision", "e", UID),
                "e-evaluate-0123456789ab-1",
                "evaluate",
                new Facts(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(
                                new RunEvent.Limit("recall of road", Kept.YES, "min 0.8", "0.9"),
                                new RunEvent.Limit("meanIoU", Kept.UNKNOWN, "min 0.6", null)),
                        null),
                "it is wrong"));

        assertThat(event.at("/run/facets/test/tests/0/status").asText()).isEqualTo("pass");
        assertThat(event.at("/run/facets/test/tests/0/expected").asText()).isEqualTo("min 0.8");
        assertThat(event.at("/run/facets/test/tests/1/status").asText()).isEqualTo("skip");
        assertThat(event.at("/run/facets/errorMessage/message").asText()).isEqualTo("it is wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/trainer, https://git.example.org/trainer",
        "https://user:secret@git.example.org/trainer?token=secret, https://git.example.org/trainer",
        "ssh://git@git.example.org/trainer, ssh://git.example.org/trainer",
        "git@git.example.org:trainer, ",
        "not a place, "
    })
    void aPlaceOfCodeIsToldWithoutWhatMayBeSecret(String place, String url) throws IOException {
        Facts facts = new Facts(List.of(), List.of(), List.of(), List.of(), new RunEvent.Code(place, "0123"));

        JsonNode location = json(event(RunEvent.Type.COMPLETE, facts)).at("/job/facets/sourceCodeLocation");

        assertThat(location.isMissingNode()).isEqualTo(url == null);
        assertThat(location.path("url").asText(null)).isEqualTo(url);
    }

    private static RunEvent event(RunEvent.Type type, Facts facts) {
        return new RunEvent(
                RunEvent.FORMAT,
                type,
                "2026-10-01T12:00:00.123Z",
                new RunEvent.Owner("TrainingRun", "vision", "sidewalk-a", UID),
                "sidewalk-a-train-0123456789ab-1",
                "train",
                facts,
                null);
    }

    private static JsonNode json(RunEvent event) throws IOException {
        return new JsonMapper().readTree(OpenLineageClientUtils.toJson(new OpenLineageEvents("edge").of(event)));
    }
}
