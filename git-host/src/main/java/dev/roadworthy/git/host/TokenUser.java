package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.Token;
import dev.roadworthy.git.host.PullRequests.User;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whose a token is. The host is asked once for each token, which never becomes another user's. */
final class TokenUser {

    private final JsonApi api;
    private final Token token;
    private final Fields fields;
    private volatile @Nullable Known known;

    private record Known(Digest token, User user) {}

    TokenUser(JsonApi api, Token token, Fields fields) {
        this.api = api;
        this.token = token;
        this.fields = fields;
    }

    User get() throws Refused, Unavailable {
        Digest now = Digest.of(token.read().getBytes(StandardCharsets.UTF_8));
        Known before = known;
        if (before != null && before.token().equals(now)) {
            return before.user();
        }
        JsonNode answer = api.get(token.self()).body();
        User user = new User(fields.number(answer, "id"), fields.userName(answer));
        known = new Known(now, user);
        return user;
    }
}
