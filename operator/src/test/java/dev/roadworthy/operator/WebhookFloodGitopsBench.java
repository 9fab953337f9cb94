package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.git.webhook.Proof;
import dev.roadworthy.git.webhook.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What forged deliveries cost, beside a server that reads each of them before it says no. */
class WebhookFloodGitopsBench {

    private static final int DELIVERIES = 20_000;
    private static final int BYTES = 256 * 1024;
    private static final int AT_ONCE = 8;

    private final Vertx vertx = Vertx.vertx();

    @Test
    void flood(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        Webhook fleet = new Webhook("vision/fleet", Proof.GITEA, secret, Set.of(), InstantSource.system());
        AtomicInteger told = new AtomicInteger();
        CoalescedChanges changes = new CoalescedChanges(Set.of(), Runnable::run);
        changes.listen(change -> told.incrementAndGet());
        Deliveries deliveries = new Deliveries(List.of(fleet), changes, InstantSource.system());
        SocketAddress free =
                SocketAddress.inetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

        double ours = seconds(new WebhookServer(
                        vertx, WebhookLimits.USUAL, deliveries, new SimpleMeterRegistry(), InstantSource.system())
                .open(free));
        double reference = seconds(vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .compose(body -> vertx.executeBlocking(
                                () -> deliveries.take(List.of(fleet), name -> Optional.of("0"), body.getBytes()),
                                false))
                        .onSuccess(outcome -> request.response()
                                .setStatusCode(outcome.status())
                                .end()))
                .listen(free));
        vertx.close().toCompletionStage().toCompletableFuture().join();

        assertThat(told).hasValue(0);
        System.out.printf(
                Locale.ROOT,
                "ratio webhook-flood-%d %.2f (ours %.2f s of a processor, reference %.2f s)%n",
                DELIVERIES,
                ours / reference,
                ours,
                reference);
    }

    /** How long a server computes until all are refused. */
    private static double seconds(io.vertx.core.Future<HttpServer> opened) throws Exception {
        int port = opened.toCompletionStage().toCompletableFuture().join().actualPort();
        byte[] delivery = ("POST /webhooks/vision/fleet HTTP/1.1\r\nHost: operator\r\nX-Gitea-Signature: 0\r\n"
                        + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(BYTES) + "x".repeat(BYTES))
                .getBytes(StandardCharsets.US_ASCII);
        long before = processorTime();
        try (ExecutorService strangers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<?> sent : strangers.invokeAll(Collections.nCopies(DELIVERIES, () -> deliver(port, delivery)))) {
                sent.get();
            }
        }
        return (processorTime() - before) / 1e9;
    }

    /** What the threads of servers have used, in nanoseconds. */
    private static long processorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-"))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
                .sum();
    }

    private static Void deliver(int port, byte[] delivery) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(delivery);
            socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // It is cut, which is a refusal, too.
        }
        return null;
    }
}
