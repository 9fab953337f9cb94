package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.TokenFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON over HTTP at one address, with a token. */
final class JsonApi {

    /** A page of pull requests with long texts, several times over. */
    static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MAX_QUOTED = 300;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What came back.
     *
     * @param next whether a further page of the same list is announced
     */
    record Answer(int status, JsonNode body, boolean next) {}

    private final URI address;
    private final TokenFile token;
    private final String needs;
    private final Duration patience;
    private final HttpClient http;

    /**
     * An API.
     *
     * @param address ends in {@code /}
     * @param needs what the token must allow, for a message
     * @param patience for each request, with its answer
     */
    JsonApi(URI address, TokenFile token, String needs, Duration patience) {
        this.address = address;
        this.token = token;
        this.needs = needs;
        this.patience = patience;
        // Whoever is redirected would take the token along.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    Answer get(String path, Integer... expected) throws Refused, Unavailable {
        return answer(request(path).GET(), Set.of(expected));
    }

    Answer send(String method, String path, Map<String, String> body, Integer... expected) throws Refused, Unavailable {
        return answer(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                BodyPublishers.ofString(JSON.valueToTree(body).toString())),
                Set.of(expected));
    }

    private HttpRequest.Builder request(String path) throws Refused {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(patience)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.read());
    }

    /** The answer, where it is a success or one of those expected. */
    private Answer answer(HttpRequest.Builder builder, Set<Integer> expected) throws Refused, Unavailable {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> response = exchange(request);
        int status = response.statusCode();
        boolean success = status / 100 == 2;
        if (!success && !expected.contains(status)) {
            if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
                throw new Unavailable("the Git host at %s answers %d%s%s"
                        .formatted(address, status, patience(response), said(response)));
            }
            throw refused(request, response);
        }
        try {
            JsonNode body = Objects.requireNonNullElse(JSON.readTree(response.body()), MissingNode.getInstance());
            return new Answer(
                    status,
                    body,
                    response.headers().allValues("Link").stream().anyMatch(link -> link.contains("rel=\"next\"")));
        } catch (IOException e) {
            if (!success) {
                return new Answer(status, MissingNode.getInstance(), false);
            }
            throw new Refused(
                    "%s answers with what is no JSON (%s), as a login page would; correct the address of the Git host's API"
                            .formatted(
                                    request.uri(),
                                    response.headers()
                                            .firstValue("Content-Type")
                                            .orElse("no type")));
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws Unavailable {
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // The request's own time ends with the headers of the answer.
            return response.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unavailable("the Git host at %s does not answer: %s".formatted(address, e.getCause()), e);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new Unavailable(
                    "the Git host at %s does not answer within %d ms".formatted(address, patience.toMillis()), e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("the Git host at %s was not waited for: the operator stops".formatted(address), e);
        }
    }

    private Refused refused(HttpRequest request, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 3) {
            return new Refused("%s redirects to %s, which the token is not sent to; correct the repository's address"
                    .formatted(
                            request.uri(),
                            response.headers().firstValue("Location").orElse("elsewhere")));
        }
        String fix =
                switch (status) {
                    case HttpURLConnection.HTTP_UNAUTHORIZED ->
                        "the token in %s is revoked, expired or another host's: put a new one there"
                                .formatted(token.path());
                    case HttpURLConnection.HTTP_FORBIDDEN -> "the token in %s needs %s".formatted(token.path(), needs);
                    case HttpURLConnection.HTTP_NOT_FOUND ->
                        "correct the repository's address, or let the user of the token in %s see it"
                                .formatted(token.path());
                    default -> "see the repository's settings and the host's log";
                };
        return new Refused("the Git host answers %s %s with %d%s; %s"
                .formatted(request.method(), request.uri(), status, said(response), fix));
    }

    private static String patience(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(after -> ", Retry-After: " + after)
                .orElse("");
    }

    /** What it says of itself, as a part of a sentence. */
    private static String said(HttpResponse<byte[]> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            String message = body == null ? "" : body.path("message").asText("").replaceAll("\\s+", " ");
            return message.isEmpty() ? "" : ": " + message.substring(0, Math.min(MAX_QUOTED, message.length()));
        } catch (IOException e) {
            return ""; // A proxy in between speaks otherwise.
        }
    }
}
