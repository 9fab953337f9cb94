package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.Token;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON over HTTP at one address, with a token. */
final class JsonApi {

    /** A page of pull requests with long texts, several times over. */
    static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final int NOT_MODIFIED = HttpURLConnection.HTTP_NOT_MODIFIED;
    private static final int MAX_QUOTED = 300;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What came back.
     *
     * @param next whether a further page of the same list is announced
     */
    record Answer(int status, JsonNode body, boolean next) {

        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /**
     * How an API is entered.
     *
     * @param needs what the token must allow, for a message
     * @param headers that each request has
     */
    record Access(String needs, Map<String, String> headers) {

        Access {
            headers = Map.copyOf(headers);
        }
    }

    private final URI address;
    private final Token token;
    private final Access access;
    private final Duration timeout;
    private final Patience patience;
    private final Unchanged unchanged = new Unchanged();
    private final HttpClient http;

    /**
     * An API.
     *
     * @param address ends in {@code /}
     * @param timeout of each request, with its answer
     */
    JsonApi(URI address, Token token, Access access, Duration timeout, InstantSource clock) {
        this.address = address;
        this.token = token;
        this.access = access;
        this.timeout = timeout;
        this.patience = new Patience(clock);
        // Whoever is redirected would take the token along.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Reads, where the host says that it is something else than before.
     *
     * @param expected what is no failure besides a success
     */
    Answer get(String path, Integer... expected) throws Refused, Unavailable {
        Optional<Unchanged.Known> known = unchanged.of(path);
        HttpRequest.Builder request = request(path).GET();
        known.ifPresent(before -> request.header("If-None-Match", before.tag()));
        HttpRequest asked = request.build();
        HttpResponse<byte[]> response = exchange(asked);
        if (response.statusCode() == NOT_MODIFIED && known.isPresent()) {
            return known.get().answer();
        }
        Answer answer = answer(asked, response, each -> Set.of(expected).contains(each.status()));
        String tag = answer.isSuccess() ? response.headers().firstValue("ETag").orElse(null) : null;
        unchanged.keep(path, tag, response.body().length, answer);
        return answer;
    }

    /**
     * Changes something.
     *
     * @param expected what is no failure besides a success
     */
    Answer send(String method, String path, Map<String, ?> body, Predicate<Answer> expected)
            throws Refused, Unavailable {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build();
        return answer(request, exchange(request), expected);
    }

    /** Changes something, which must succeed. */
    void send(String method, String path, Map<String, ?> body) throws Refused, Unavailable {
        send(method, path, body, failure -> false);
    }

    private HttpRequest.Builder request(String path) throws Refused, Unavailable {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.read());
        access.headers().forEach(request::header);
        return request;
    }

    private Answer answer(HttpRequest request, HttpResponse<byte[]> response, Predicate<Answer> expected)
            throws Refused, Unavailable {
        int status = response.statusCode();
        if (Patience.isAskedFor(response)) {
            throw new Unavailable("the Git host at %s answers %d%s%s"
                    .formatted(address, status, patience.heed(response), said(response)));
        }
        Answer answer = read(request, response);
        if (!answer.isSuccess() && !expected.test(answer)) {
            throw refused(request, response);
        }
        return answer;
    }

    private static Answer read(HttpRequest request, HttpResponse<byte[]> response) throws Refused {
        int status = response.statusCode();
        try {
            JsonNode body = Objects.requireNonNullElse(JSON.readTree(response.body()), MissingNode.getInstance());
            return new Answer(
                    status,
                    body,
                    response.headers().allValues("Link").stream().anyMatch(link -> link.contains("rel=\"next\"")));
        } catch (IOException e) {
            if (status / 100 != 2) {
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
        patience.require(address.toString());
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // The request's own time ends with the headers of the answer.
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unavailable("the Git host at %s does not answer: %s".formatted(address, e.getCause()), e);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new Unavailable(
                    "the Git host at %s does not answer within %d ms".formatted(address, timeout.toMillis()), e);
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
                        "%s is revoked, expired or another host's: put a new one there".formatted(token.name());
                    case HttpURLConnection.HTTP_FORBIDDEN -> "%s needs %s".formatted(token.name(), access.needs());
                    case HttpURLConnection.HTTP_NOT_FOUND ->
                        "correct the repository's address, or let the user of %s see it".formatted(token.name());
                    default -> "see the repository's settings and the host's log";
                };
        return new Refused("the Git host answers %s %s with %d%s; %s"
                .formatted(request.method(), request.uri(), status, said(response), fix));
    }

    /** What it says of itself, as a part of a sentence. */
    private static String said(HttpResponse<byte[]> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            if (body == null) {
                return "";
            }
            // GitHub has the reason beside a general word.
            String message = Stream.concat(
                            Stream.of(body),
                            StreamSupport.stream(body.path("errors").spliterator(), false))
                    .map(each -> each.path("message").asText("").replaceAll("\\s+", " "))
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.joining(", "));
            return message.isEmpty() ? "" : ": " + message.substring(0, Math.min(MAX_QUOTED, message.length()));
        } catch (IOException e) {
            return ""; // A proxy in between speaks otherwise.
        }
    }
}
