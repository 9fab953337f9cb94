package dev.roadworthy.bridge.ddi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.bridge.problem.ProblemException;
import dev.roadworthy.bridge.problem.Reason;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads what clients send. */
final class DdiJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DdiJson() {}

    /**
     * Reads a document.
     *
     * @throws ProblemException where it is not JSON, or a member is of another type
     */
    static <T extends Record> T read(byte[] body, Class<T> type) {
        try {
            T document = JSON.readValue(body, type);
            if (document != null) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage(), where(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
        throw malformed("null is no document", "body");
    }

    private static ProblemException malformed(String what, String where) {
        return new ProblemException(Reason.MALFORMED_BODY, what, where, "send JSON as the protocol has it");
    }

    private static String where(JsonProcessingException e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        if (!path.isEmpty()) {
            return path;
        }
        return e.getLocation() == null
                ? "body"
                : "body, line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
