package dev.roadworthy.git.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.TokenFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer means that a real Git host does not give at will. */
class RemoteRepositoryTest {

    private static final byte[] PAGE = "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8);

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status;
    private String location = "";

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = exchange.getRequestHeaders().containsKey("Authorization");
            asked.add(exchange.getRequestURI().getPath() + (known ? " with a token" : ""));
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
            exchange.getResponseHeaders().add("Location", location);
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(known ? status : 401, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRedirectDoesNotGetTheToken() {
        status = 302;
        location = address() + "/elsewhere/info/refs";

        assertThatThrownBy(this::read)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("it redirects to %s, which the token is not sent to".formatted(location));
        assertThat(asked).isNotEmpty().noneMatch(path -> path.contains("elsewhere"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void anOverloadedHostIsAskedAgainLater(int status) {
        this.status = status;

        assertThatThrownBy(this::read)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("answers %d, Retry-After: 7".formatted(status));
    }

    @Test
    void aPageInPlaceOfARepositoryIsRefused() {
        status = 200;

        assertThatThrownBy(this::read)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("correct its address to that which is cloned");
    }

    @Test
    void aServerThatIsNotThereIsAskedAgainLater() {
        server.stop(0);

        assertThatThrownBy(this::read).isInstanceOf(Unavailable.class).hasMessageContaining("does not answer");
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void read() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "secret");
        new RemoteRepository(
                        URI.create(address() + "/fleet/manifests.git"), new TokenFile(token), Duration.ofSeconds(20))
                .read(Optional.empty(), "-0123456789ab")
                .close();
    }
}
