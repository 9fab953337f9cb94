package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.git.webhook.Proof;
import dev.roadworthy.git.webhook.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of deliveries is taken, on a real socket, byte by byte as a stranger may send it. */
class WebhookServerTest {

    private static final String FLEET = "/webhooks/vision/fleet";
    private static final WebhookLimits LIMITS = new WebhookLimits(3, 1000, Duration.ofMinutes(5), 20);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Set<Long>> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final InstantSource clock = now::get;
    private Path secret;
    private HttpServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        secret = Files.writeString(directory.resolve("secret"), "secret");
        start(LIMITS);
    }

    private void start(WebhookLimits limits) {
        CoalescedChanges changes = new CoalescedChanges(Set.of("vision"), Runnable::run);
        changes.listen(change -> told.add(change.pullRequests()));
        Webhook fleet = new Webhook("vision/fleet", Proof.GITLAB, secret, Set.of("vision"), clock);
        server = new WebhookServer(vertx, limits, new Deliveries(List.of(fleet), changes, clock), meters, clock)
                .open(SocketAddress.inetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource({
        "POST, /webhooks/vision/fleet, secret, 202, told",
        "POST, /webhooks/vision/fleet, another, 401, forged",
        "POST, /webhooks/vision/fleet, '', 401, forged",
        "POST, /webhooks/vision/other, secret, 401, forged",
        "POST, /webhooks/vision, secret, 401, forged",
        "POST, /webhooks/vision/fleet/, secret, 401, forged",
        "POST, /, secret, 401, forged",
        "GET, /webhooks/vision/fleet, secret, 405, no_post",
    })
    void whatIsNotProvenIsRefused(String method, String path, String given, int status, String outcome)
            throws IOException {
        assertThat(send(request(method, path, given, mergeRequest(7)))).startsWith("HTTP/1.1 " + status + " ");

        assertThat(count(outcome)).isEqualTo(1);
        assertThat(told).isEqualTo(status == 202 ? List.of(Set.of(7L)) : List.of());
    }

    @Test
    void aPingIsTakenAndTellsNothing() throws IOException {
        assertThat(deliver("secret", "{\"object_kind\": \"push\"}")).startsWith("HTTP/1.1 204 ");
        assertThat(told).isEmpty();
    }

    @Test
    void aReplayIsRefused() throws IOException {
        assertThat(deliver("secret", mergeRequest(7))).startsWith("HTTP/1.1 202 ");
        assertThat(deliver("secret", mergeRequest(7))).startsWith("HTTP/1.1 409 ");
        assertThat(told).containsExactly(Set.of(7L));
        assertThat(count("repeated")).isEqualTo(1);
    }

    @Test
    void anotherFormIsExplained() throws IOException {
        assertThat(deliver("secret", "payload=%7B%7D"))
                .startsWith("HTTP/1.1 415 ")
                .contains("set the webhook's content type to application/json");
        assertThat(deliver("another", "payload=%7B%7D")).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aRotatedSecretCountsAtOnce() throws IOException {
        Files.writeString(secret, "rotated");
        assertThat(deliver("secret", mergeRequest(7))).startsWith("HTTP/1.1 401 ");
        assertThat(deliver("rotated", mergeRequest(7))).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void withoutItsSecretNothingIsTaken() throws IOException {
        Files.delete(secret);
        assertThat(deliver("secret", mergeRequest(7)))
                .startsWith("HTTP/1.1 503 ")
                .doesNotContain(secret.toString());
        Files.writeString(secret, "secret");
        assertThat(deliver("secret", mergeRequest(7))).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void aBodyThatIsTooLargeIsNotReadToItsEnd() throws IOException {
        assertThat(deliver("secret", "x".repeat(LIMITS.bytes()))).startsWith("HTTP/1.1 415 ");

        // Neither has an end.
        assertThat(send(head("Content-Length: " + (LIMITS.bytes() + 1)))).startsWith("HTTP/1.1 413 ");
        assertThat(send(head("Transfer-Encoding: chunked") + "3e9\r\n" + "x".repeat(LIMITS.bytes() + 1)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(count("too_large")).isEqualTo(2);
    }

    @Test
    void aConnectionHasOneRequest() throws IOException {
        String both =
                request("POST", FLEET, "secret", mergeRequest(7)) + request("POST", FLEET, "secret", mergeRequest(8));

        assertThat(send(both)).containsOnlyOnce("HTTP/1.1 ").startsWith("HTTP/1.1 202 ");
        assertThat(told).containsExactly(Set.of(7L));
    }

    @ParameterizedTest
    @CsvSource({"''", "POST /webhooks/vis", "'POST /webhooks/vision/fleet HTTP/1.1\r\nHost: h\r\n'"})
    void whoeverIsSlowIsCut(String begun) throws IOException {
        start(new WebhookLimits(3, 1000, Duration.ofMillis(200), 20));

        assertThat(send(begun)).isEmpty();
        assertThat(send(head("Content-Length: 100") + "{")).isEmpty();
        assertThat(count("too_slow")).isEqualTo(2);
        assertThat(told).isEmpty();
    }

    @Test
    void aConnectionTooManyIsCutUntilAnotherEnds() throws IOException {
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            begin(first);
            begin(second);
            begin(third);
            await().until(() -> deliver("secret", mergeRequest(1)).isEmpty());
            assertThat(count("too_crowded")).isPositive();
        }
        await().until(() -> deliver("secret", mergeRequest(2)).startsWith("HTTP/1.1 202 "));
    }

    @Test
    void aFloodIsRefusedForTheRestOfItsSecond() throws IOException {
        for (int i = 0; i < LIMITS.aSecond(); i++) {
            assertThat(deliver("another", mergeRequest(7))).startsWith("HTTP/1.1 401 ");
        }
        assertThat(deliver("secret", mergeRequest(7))).startsWith("HTTP/1.1 429 ");

        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(deliver("secret", mergeRequest(7))).startsWith("HTTP/1.1 202 ");
    }

    private String deliver(String given, String body) throws IOException {
        return send(request("POST", FLEET, given, body));
    }

    /** Sends these bytes, and reads until the server ends the connection; empty where that was all it did. */
    private String send(String bytes) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    private static void begin(Socket socket) throws IOException {
        socket.getOutputStream().write("POST ".getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(String length) {
        return "POST %s HTTP/1.1\r\nHost: operator\r\nX-Gitlab-Token: secret\r\n%s\r\n\r\n".formatted(FLEET, length);
    }

    private static String request(String method, String path, String given, String body) {
        return "%s %s HTTP/1.1\r\nHost: operator\r\nX-Gitlab-Token: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, given, body.length(), body);
    }

    private static String mergeRequest(int number) {
        return "{\"object_kind\": \"merge_request\", \"object_attributes\": {\"iid\": %d}}".formatted(number);
    }

    private double count(String outcome) {
        return meters.get(WebhookServer.DELIVERIES)
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
