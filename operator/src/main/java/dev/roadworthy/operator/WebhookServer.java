package dev.roadworthy.operator;

import dev.roadworthy.git.webhook.Headers;
import dev.roadworthy.git.webhook.Webhook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Takes deliveries, on a port of its own that strangers reach. A connection has one request, and what is wrong with that is
 * said as early as it is known.
 */
final class WebhookServer {

    static final String DELIVERIES = "roadworthy.webhook.deliveries";

    private static final Logger LOG = Logger.getLogger(WebhookServer.class);

    private final Vertx vertx;
    private final WebhookLimits limits;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final MeterRegistry meters;

    // Of the server's one event loop.
    private final Set<HttpConnection> connections = new HashSet<>();
    private final Set<HttpConnection> used = new HashSet<>();
    private long second;
    private int requests;

    WebhookServer(Vertx vertx, WebhookLimits limits, Deliveries deliveries, MeterRegistry meters, InstantSource clock) {
        this.vertx = vertx;
        this.limits = limits;
        this.deliveries = deliveries;
        this.clock = clock;
        this.meters = meters;
        // From zero, so that the first of each is a change.
        for (WebhookOutcome outcome : WebhookOutcome.values()) {
            counter(outcome);
        }
    }

    /** Listens; at port 0 on a free one. */
    Future<HttpServer> open(SocketAddress address) {
        return vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(this::connect)
                .requestHandler(this::take)
                .listen(address);
    }

    private void connect(HttpConnection connection) {
        if (connections.size() >= limits.connections()) {
            count(WebhookOutcome.TOO_CROWDED);
            connection.close();
            return;
        }
        connections.add(connection);
        long deadline = vertx.setTimer(limits.deadline().toMillis(), late -> {
            count(WebhookOutcome.TOO_SLOW);
            connection.close();
        });
        connection.closeHandler(closed -> {
            vertx.cancelTimer(deadline);
            connections.remove(connection);
            used.remove(connection);
        });
    }

    private void take(HttpServerRequest request) {
        if (!connections.contains(request.connection()) || !used.add(request.connection())) {
            request.connection().close();
            return;
        }
        Headers headers = name -> Optional.ofNullable(request.getHeader(name));
        List<Webhook> candidates = deliveries.candidates(Objects.requireNonNullElse(request.path(), ""), headers);
        Optional<WebhookOutcome> refusal = refusal(request, candidates);
        if (refusal.isPresent()) {
            answer(request, refusal.get());
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > limits.bytes()) {
                answer(request, WebhookOutcome.TOO_LARGE);
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                judge(request, candidates, headers, body.getBytes());
            }
        });
    }

    /** What is wrong with it before its body is there. */
    private Optional<WebhookOutcome> refusal(HttpServerRequest request, List<Webhook> candidates) {
        if (isFlooded()) {
            return Optional.of(WebhookOutcome.TOO_MANY);
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return Optional.of(WebhookOutcome.NO_POST);
        }
        if (candidates.isEmpty()) {
            return Optional.of(WebhookOutcome.FORGED);
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean tooLarge = length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > limits.bytes();
        return tooLarge ? Optional.of(WebhookOutcome.TOO_LARGE) : Optional.empty();
    }

    private boolean isFlooded() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            requests = 0;
        }
        requests++;
        return requests > limits.aSecond();
    }

    private void judge(HttpServerRequest request, List<Webhook> candidates, Headers headers, byte[] body) {
        vertx.executeBlocking(() -> deliveries.take(candidates, headers, body), false)
                .onSuccess(outcome -> answer(request, outcome))
                .onFailure(failure -> {
                    LOG.error("a delivery of a webhook cannot be judged", failure);
                    answer(request, WebhookOutcome.FAILED);
                });
    }

    /** Once: what still comes is dropped with the connection. */
    private void answer(HttpServerRequest request, WebhookOutcome outcome) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        count(outcome);
        response.setStatusCode(outcome.status()).putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        Future<Void> sent = outcome.text().isEmpty() ? response.end() : response.end(outcome.text() + "\n");
        sent.onComplete(end -> request.connection().close());
    }

    private void count(WebhookOutcome outcome) {
        counter(outcome).increment();
    }

    private Counter counter(WebhookOutcome outcome) {
        return meters.counter(DELIVERIES, "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
