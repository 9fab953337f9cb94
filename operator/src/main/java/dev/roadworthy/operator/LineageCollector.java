package dev.roadworthy.operator;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import io.openlineage.client.transports.HttpTransportResponseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Who collects lineage, by OpenLineage's own client. */
final class LineageCollector {

    // It is the event, and no later try changes that.
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);
    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;

    private final URI url;
    private final Optional<Path> tokenFile;
    private final OpenLineageClient client;

    /**
     * A collector at an address.
     *
     * @param url without a path for the usual {@code /api/v1/lineage}
     * @param tokenFile read for each event, since tokens change; empty where it asks for none
     * @param patience for each answer
     */
    LineageCollector(URI url, Optional<Path> tokenFile, Duration patience) {
        this.url = url;
        this.tokenFile = tokenFile;
        HttpConfig config = new HttpConfig();
        config.setUrl(url);
        tokenFile.ifPresent(file -> config.setAuth(() -> "Bearer " + token(file)));
        this.client = OpenLineageClient.builder()
                .transport(new HttpTransport(http(patience), config))
                .build();
    }

    /** Like the client's own, but that it sends once, and the token nowhere else. */
    private static CloseableHttpClient http(Duration patience) {
        long millis = patience.toMillis();
        return HttpClients.custom()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                // The transport takes everything below 400 for success.
                .addResponseInterceptorLast(LineageCollector::refuseRedirection)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(millis, TimeUnit.MILLISECONDS)
                                .setSocketTimeout((int) millis, TimeUnit.MILLISECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(millis, TimeUnit.MILLISECONDS)
                        .setResponseTimeout(millis, TimeUnit.MILLISECONDS)
                        .build())
                .build();
    }

    private static void refuseRedirection(HttpResponse response, EntityDetails entity, HttpContext context)
            throws HttpException {
        if (response.getCode() >= REDIRECTION && response.getCode() < CLIENT_ERROR) {
            throw new HttpException(
                    "it answers %d and means another address; set openLineage.url to that", response.getCode());
        }
    }

    /**
     * Sends an event.
     *
     * @throws Refused where the collector does not want this one, now or later
     * @throws Unavailable where it did not take it now
     */
    void send(OpenLineage.RunEvent event) throws Refused, Unavailable {
        try {
            client.emit(event);
        } catch (HttpTransportResponseException e) {
            // What it says besides may repeat what it was sent.
            String answer = "the lineage collector at %s answers %d".formatted(url, e.getStatusCode());
            if (REFUSALS.contains(e.getStatusCode())) {
                throw new Refused(answer);
            }
            throw new Unavailable(answer, e);
        } catch (TokenUnreadable e) {
            throw new Unavailable(
                    "the token for the lineage collector cannot be read from %s; correct the Secret of openLineage.tokenSecret"
                            .formatted(tokenFile.map(Path::toString).orElse("")),
                    e);
        } catch (OpenLineageClientException e) {
            throw new Unavailable("the lineage collector at %s does not answer: %s".formatted(url, cause(e)), e);
        }
    }

    private static Throwable cause(OpenLineageClientException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new TokenUnreadable(e);
        }
    }

    private static final class TokenUnreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TokenUnreadable(IOException cause) {
            super(cause);
        }
    }
}
