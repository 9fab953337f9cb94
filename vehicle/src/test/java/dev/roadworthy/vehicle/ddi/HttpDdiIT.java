package dev.roadworthy.vehicle.ddi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vehicle sends to whom, and what it makes of answers that are none. */
class HttpDdiIT {

    private final HttpClient http = HttpDdi.client();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer bridge;
    private HttpServer store;
    private HttpDdi ddi;

    @BeforeEach
    void start() throws Exception {
        bridge = server();
        store = server();
        ddi = new HttpDdi(
                http,
                new Endpoint(address(bridge), "acme", "scooter 1"),
                new Credential("s3cret"),
                Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        bridge.stop(0);
        store.stop(0);
        http.shutdownNow();
    }

    @Test
    void thePathHasTheTenantAndTheVehicle() throws Exception {
        serve(bridge, exchange -> answer(exchange, 200, "{\"config\":{\"polling\":{\"sleep\":\"00:05:00\"}}}"));

        ddi.poll();
        ddi.configData(Map.of());
        ddi.feedback("8", Feedback.going(Feedback.Execution.DOWNLOAD));
        ddi.cancelFeedback("9", Feedback.going(Feedback.Execution.CLOSED));

        assertThat(heard)
                .containsExactly(
                        "GET /acme/controller/v1/scooter%201 TargetToken s3cret",
                        "PUT /acme/controller/v1/scooter%201/configData TargetToken s3cret",
                        "POST /acme/controller/v1/scooter%201/deploymentBase/8/feedback TargetToken s3cret",
                        "POST /acme/controller/v1/scooter%201/cancelAction/9/feedback TargetToken s3cret");
    }

    @Test
    void theTokenStaysWithTheBridge() throws Exception {
        serve(store, exchange -> answer(exchange, 200, "bytes"));
        serve(bridge, exchange -> {
            exchange.getResponseHeaders().set("Location", address(store) + "/presigned?signature=x");
            answer(exchange, 302, "");
        });

        Download download = ddi.download(address(bridge).resolve("/bundle.tar"), 0, null);

        assertThat(download).isInstanceOfSatisfying(Download.Bytes.class, bytes -> assertThat(bytes.content())
                .hasBinaryContent("bytes".getBytes(StandardCharsets.UTF_8)));
        assertThat(heard).containsExactly("GET /bundle.tar TargetToken s3cret", "GET /presigned?signature=x null");
    }

    @Test
    void redirectsEndSometime() {
        serve(bridge, exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            answer(exchange, 302, "");
        });

        assertThatThrownBy(() -> ddi.download(address(bridge).resolve("/bundle.tar"), 0, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void whatTheBridgeSaysOfAProblemIsHeard() {
        serve(bridge, exchange -> answer(exchange, 401, "{\"fix\":\n\"enrol the vehicle\"}"));

        assertThatThrownBy(() -> ddi.poll())
                .isInstanceOf(IOException.class)
                .hasMessage("GET /acme/controller/v1/scooter 1: status 401 {\"fix\": \"enrol the vehicle\"}");
    }

    @Test
    void anActionThatIsOverIsNoFault() throws Exception {
        serve(bridge, exchange -> answer(exchange, 410, ""));

        ddi.feedback("8", Feedback.going(Feedback.Execution.CLOSED));

        assertThat(ddi.deployment(address(bridge).resolve("/deploymentBase/8"))).isEmpty();
        assertThat(ddi.cancellation(address(bridge).resolve("/cancelAction/8"))).isEmpty();
    }

    @Test
    void aDownloadThatStallsEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        serve(bridge, exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Download download = ddi.download(address(bridge).resolve("/bundle.tar"), 0, null);

        assertThat(download).isInstanceOfSatisfying(Download.Bytes.class, bytes -> assertThatThrownBy(
                        () -> bytes.content().readAllBytes())
                .isInstanceOf(IOException.class));
        over.countDown();
    }

    @Test
    void anAnswerWithoutAnEndIsNotKept() {
        serve(bridge, exchange -> answer(exchange, 200, "x".repeat((1 << 20) + 1)));

        assertThatThrownBy(() -> ddi.poll())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void anArchiveThatChangedMeanwhileIsNotResumed() throws Exception {
        serve(bridge, exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"other\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes 3-4/5");
            answer(exchange, 206, "es");
        });

        assertThat(ddi.download(address(bridge).resolve("/bundle.tar"), 3, "\"one\""))
                .isEqualTo(new Download.Changed());
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private void serve(HttpServer server, HttpHandler handler) {
        server.createContext("/", exchange -> {
            heard.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization")));
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
