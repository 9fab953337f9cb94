package dev.roadworthy.git.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.OptionalLong;

/** Which pull request a delivery is about, by its body alone: headers that name the event are not signed. */
final class PullRequestNumber {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonPointer NUMBER = JsonPointer.compile("/pull_request/number");
    private static final JsonPointer KIND = JsonPointer.compile("/object_kind");
    private static final JsonPointer IID = JsonPointer.compile("/object_attributes/iid");

    private PullRequestNumber() {}

    /**
     * Reads it.
     *
     * @return empty for a ping, and for every event that is about something else
     * @throws IOException where the body is no JSON
     */
    static OptionalLong of(Proof host, byte[] body) throws IOException {
        JsonNode event = JSON.readTree(body);
        if (event.isMissingNode()) {
            throw new IOException("an empty body");
        }
        JsonNode number =
                switch (host) {
                    case GITEA, GITHUB -> event.at(NUMBER);
                    case GITLAB ->
                        "merge_request".equals(event.at(KIND).asText()) ? event.at(IID) : MissingNode.getInstance();
                };
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() > 0
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
