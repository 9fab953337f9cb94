package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.host.PullRequests.User;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * What an API's documents must have.
 *
 * @param api for messages, for example {@code Gitea's}
 * @param name of the field that has a user's name, for example {@code login}
 */
record Fields(String api, String name) {

    /** A number above 0. */
    long number(JsonNode node, String field) throws Refused {
        long number = node.path(field).asLong();
        if (number <= 0) {
            throw malformed(field);
        }
        return number;
    }

    /** A string. */
    String text(JsonNode node, String field) throws Refused {
        if (!node.path(field).isTextual()) {
            throw malformed(field);
        }
        return node.path(field).textValue();
    }

    /** An address. */
    URI address(JsonNode node, String field) throws Refused {
        try {
            return new URI(text(node, field));
        } catch (URISyntaxException e) {
            throw malformed(field);
        }
    }

    /** A moment, RFC 3339. */
    Instant instant(JsonNode node, String field) throws Refused {
        try {
            return OffsetDateTime.parse(text(node, field)).toInstant();
        } catch (DateTimeParseException e) {
            throw malformed(field);
        }
    }

    /** A list. */
    JsonNode list(JsonNode node) throws Refused {
        if (!node.isArray()) {
            throw malformed("a list");
        }
        return node;
    }

    /** The name of a user; empty for one who is deleted since. */
    String userName(JsonNode user) {
        return user.path(name).asText("");
    }

    /** A user. */
    User user(JsonNode user) {
        return new User(user.path("id").asLong(), userName(user));
    }

    private Refused malformed(String field) {
        return new Refused(
                "the Git host answers without what %s API has: %s; correct the kind of the host or the address of its API"
                        .formatted(api, field));
    }
}
