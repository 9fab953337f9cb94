package dev.roadworthy.git.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.git.host.JsonApi.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where GitHub is another than the host that is tested for real. */
class DialectTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({
        "GITHUB, APPROVED, APPROVES",
        "GITHUB, CHANGES_REQUESTED, DOES_NOT",
        "GITHUB, DISMISSED, DOES_NOT",
        "GITHUB, COMMENTED, nothing",
        "GITHUB, PENDING, nothing",
        "GITEA, APPROVED, APPROVES",
        "GITEA, REQUEST_CHANGES, DOES_NOT",
        "GITEA, COMMENT, nothing",
        "GITEA, REQUEST_REVIEW, nothing",
    })
    void aReviewSaysYesOrNoOrNothing(Dialect dialect, String state, String verdict) throws Exception {
        assertThat(dialect.verdict(json("{\"state\": \"%s\"}".formatted(state)))
                        .map(Enum::name)
                        .orElse("nothing"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB | {\"head\": {\"repo\": {\"id\": 5}}, \"base\": {\"repo\": {\"id\": 5}}} | false",
                "GITHUB | {\"head\": {\"repo\": {\"id\": 6}}, \"base\": {\"repo\": {\"id\": 5}}} | true",
                "GITHUB | {\"head\": {\"repo\": null}, \"base\": {\"repo\": {\"id\": 5}}} | true",
                "GITHUB | {} | true",
                "GITEA | {\"head\": {\"repo_id\": 5}, \"base\": {\"repo_id\": 5}} | false",
                "GITEA | {\"head\": {\"repo_id\": 0}, \"base\": {\"repo_id\": 5}} | true",
            })
    void aForkIsTold(Dialect dialect, String pull, boolean fork) throws Exception {
        assertThat(dialect.isFromFork(json(pull))).isEqualTo(fork);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GITHUB | {\"verification\": {\"verified\": true}}                  | true",
                "GITHUB | {\"commit\": {\"verification\": {\"verified\": true}}}  | false",
                "GITHUB | {}                                                            | false",
                "GITEA  | {\"commit\": {\"verification\": {\"verified\": true}}}  | true",
                "GITEA  | {\"commit\": {\"verification\": null}}                    | false",
            })
    void aSignatureStandsWhereTheHostHasIt(Dialect dialect, String commit, boolean verified) throws Exception {
        assertThat(dialect.verification(json(commit)).path("verified").asBoolean())
                .isEqualTo(verified);
    }

    @Test
    void gitHubSaysInTheMessageAloneThatOneIsOpenAlready() throws Exception {
        String error =
                "{\"message\": \"Validation Failed\", \"errors\": [{\"resource\": \"PullRequest\", \"message\": \"%s\"}]}";

        assertThat(Dialect.GITHUB.isOpenAlready(
                        new Answer(422, json(error.formatted("A pull request already exists for fleet:b.")), false)))
                .isTrue();
        assertThat(Dialect.GITHUB.isOpenAlready(
                        new Answer(422, json(error.formatted("No commits between main and b")), false)))
                .isFalse();
        assertThat(Dialect.GITHUB.isOpenAlready(new Answer(409, json("{}"), false)))
                .isFalse();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }
}
