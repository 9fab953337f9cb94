package dev.roadworthy.vehicle.ddi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DDI over HTTP. */
public final class HttpDdi implements Ddi {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int CHANGED = 412;
    private static final int NO_SUCH_RANGE = 416;
    private static final int MAX_HOPS = 5;
    private static final int MAX_JSON = 1 << 20;
    private static final int MAX_PROBLEM = 1000;
    // Some servers have but one of the two, and refuse whoever asks for the other.
    private static final String JSON = "application/json, application/hal+json";
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** After so long without a byte a vehicle on the road gives a download up, to resume it. */
    public static final Duration STALL = Duration.ofSeconds(60);

    private final HttpClient http;
    private final Endpoint endpoint;
    private final Credential credential;
    private final Duration stall;

    /**
     * Speaks for one vehicle.
     *
     * @param http follows no redirect by itself, see {@link #client}
     * @param stall after so long without a byte a download is given up, to be resumed
     */
    public HttpDdi(HttpClient http, Endpoint endpoint, Credential credential, Duration stall) {
        this.http = http;
        this.endpoint = endpoint;
        this.credential = credential;
        this.stall = stall;
    }

    /** A client as it is needed here. Redirects are followed by hand, so that the token stays with the bridge. */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Override
    public Poll poll() throws IOException {
        return DdiJson.poll(expect(get(endpoint.controller(""))));
    }

    @Override
    public Optional<Deployment> deployment(URI href) throws IOException {
        HttpResponse<InputStream> answer = get(href);
        return isOver(answer) ? Optional.empty() : Optional.of(DdiJson.deployment(expect(answer)));
    }

    @Override
    public Optional<Cancellation> cancellation(URI href) throws IOException {
        HttpResponse<InputStream> answer = get(href);
        return isOver(answer) ? Optional.empty() : Optional.of(DdiJson.cancellation(expect(answer)));
    }

    @Override
    public void feedback(String action, Feedback feedback) throws IOException {
        tell("/deploymentBase/" + Endpoint.segment(action) + "/feedback", feedback);
    }

    @Override
    public void cancelFeedback(String cancellation, Feedback feedback) throws IOException {
        tell("/cancelAction/" + Endpoint.segment(cancellation) + "/feedback", feedback);
    }

    @Override
    public void configData(Map<String, String> attributes) throws IOException {
        expect(send("PUT", endpoint.controller("/configData"), DdiJson.configData(attributes)));
    }

    @Override
    public Download download(URI source, long from, @Nullable String entityTag) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder().GET();
        if (from > 0 && entityTag != null) {
            request.header("Range", "bytes=%d-".formatted(from)).header("If-Match", entityTag);
        }
        HttpResponse<InputStream> answer = follow(source, request);
        return switch (answer.statusCode()) {
            case OK, PARTIAL -> bytes(answer, from, entityTag);
            case NO_SUCH_RANGE -> closed(answer, new Download.End());
            case CHANGED -> closed(answer, new Download.Changed());
            case NOT_FOUND, GONE -> closed(answer, new Download.Refused(answer.statusCode()));
            default -> throw unexpected(answer);
        };
    }

    private Download bytes(HttpResponse<InputStream> answer, long from, @Nullable String before) throws IOException {
        String entityTag = answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .orElse(null);
        if (before != null && !before.equals(entityTag)) {
            return closed(answer, new Download.Changed());
        }
        InputStream content = new StallGuard(answer.body(), stall);
        if (answer.statusCode() == OK) {
            content.skipNBytes(from);
        } else {
            String range = answer.headers().firstValue("Content-Range").orElse("");
            if (!range.startsWith("bytes %d-".formatted(from))) {
                content.close();
                throw new IOException("asked for the bytes from %d, got '%s'".formatted(from, range));
            }
        }
        return new Download.Bytes(content, entityTag);
    }

    private void tell(String below, Feedback feedback) throws IOException {
        HttpResponse<InputStream> answer = send("POST", endpoint.controller(below), DdiJson.feedback(feedback));
        if (!isOver(answer)) {
            expect(answer);
        }
    }

    private static boolean isOver(HttpResponse<InputStream> answer) throws IOException {
        boolean over = answer.statusCode() == NOT_FOUND || answer.statusCode() == GONE;
        if (over) {
            answer.body().close();
        }
        return over;
    }

    private HttpResponse<InputStream> get(URI address) throws IOException {
        return follow(address, HttpRequest.newBuilder().GET().header("Accept", JSON));
    }

    private HttpResponse<InputStream> send(String method, URI address, byte[] json) throws IOException {
        return exchange(HttpRequest.newBuilder(address)
                .method(method, BodyPublishers.ofByteArray(json))
                .header("Content-Type", "application/json")
                .header("Accept", JSON)
                .header("Authorization", credential.header()));
    }

    private HttpResponse<InputStream> follow(URI start, HttpRequest.Builder request) throws IOException {
        URI address = start;
        for (int hop = 0; hop < MAX_HOPS; hop++) {
            HttpRequest.Builder next = request.copy().uri(address);
            if (endpoint.isBridge(address)) {
                next.header("Authorization", credential.header());
            }
            HttpResponse<InputStream> answer = exchange(next);
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return answer;
            }
            answer.body().close();
            address = redirected(address, location.get());
        }
        throw new IOException("%s redirects more than %d times".formatted(start, MAX_HOPS));
    }

    private static URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s redirects to no address".formatted(from), e);
        }
        if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
            throw new IOException("%s redirects to a connection that anybody can read".formatted(from));
        }
        return to;
    }

    private HttpResponse<InputStream> exchange(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(ANSWER).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while waiting for an answer").initCause(e);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address of HTTP", e);
        }
    }

    private byte[] expect(HttpResponse<InputStream> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw unexpected(answer);
        }
        try (InputStream body = new StallGuard(answer.body(), ANSWER)) {
            byte[] json = body.readNBytes(MAX_JSON + 1);
            if (json.length > MAX_JSON) {
                throw new IOException("an answer of more than %d bytes".formatted(MAX_JSON));
            }
            return json;
        }
    }

    // What the bridge says about it, is for people: a bridge that explains what to do is heard in the vehicle's log.
    private static IOException unexpected(HttpResponse<InputStream> answer) throws IOException {
        String said;
        try (InputStream body = new StallGuard(answer.body(), ANSWER)) {
            said = new String(body.readNBytes(MAX_PROBLEM), StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}]+", " ");
        }
        return new IOException("%s %s: status %d %s"
                .formatted(answer.request().method(), answer.request().uri().getPath(), answer.statusCode(), said)
                .strip());
    }

    private static Download closed(HttpResponse<InputStream> answer, Download result) throws IOException {
        answer.body().close();
        return result;
    }
}
