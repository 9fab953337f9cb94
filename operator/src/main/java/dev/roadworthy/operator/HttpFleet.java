package dev.roadworthy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The edge fleet bridge by its interface for operators. */
final class HttpFleet implements Fleet {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI bridge;
    private final Path tokenFile;
    private final Duration patience;
    private final HttpClient http;

    /**
     * A bridge at an address.
     *
     * @param bridge without a path, for example {@code http://roadworthy-bridge:8080}
     * @param tokenFile read for each request, since tokens change
     * @param patience for each request
     */
    HttpFleet(URI bridge, Path tokenFile, Duration patience) {
        this.bridge = bridge;
        this.tokenFile = tokenFile;
        this.patience = patience;
        // A bridge has no business to send the token elsewhere.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public Answer want(Campaign campaign) throws Refused, Unavailable {
        HttpResponse<byte[]> answer = send(request(campaign.line())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Documents.write(campaign))));
        return switch (answer.statusCode()) {
            case HttpURLConnection.HTTP_OK -> Answer.TAKEN;
            case HttpURLConnection.HTTP_CONFLICT -> Answer.SUPERSEDED;
            default -> throw refused(answer);
        };
    }

    @Override
    public Optional<CampaignSummary> summary(String line) throws Refused, Unavailable {
        HttpResponse<byte[]> answer = send(request(line).GET());
        return switch (answer.statusCode()) {
            case HttpURLConnection.HTTP_OK -> Optional.of(summary(answer));
            case HttpURLConnection.HTTP_NOT_FOUND -> Optional.empty();
            default -> throw refused(answer);
        };
    }

    private static CampaignSummary summary(HttpResponse<byte[]> answer) throws Refused {
        try {
            return Documents.read(answer.body(), CampaignSummary.class, CampaignSummary.FORMAT);
        } catch (MalformedDocumentException e) {
            throw new Refused(
                    "the bridge at %s answers with what is no summary: %s; use a bridge of this operator's version"
                            .formatted(answer.uri(), e.getMessage()));
        }
    }

    private HttpRequest.Builder request(String line) throws Refused {
        try {
            return HttpRequest.newBuilder(bridge.resolve("/v1/campaigns/" + line))
                    .timeout(patience)
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new Refused(
                    "the token for the bridge cannot be read from %s; correct the Secret of bridge.tokenSecret"
                            .formatted(tokenFile));
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Unavailable {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            int status = answer.statusCode();
            if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
                throw new Unavailable("the bridge at %s answers %s".formatted(bridge, problem(answer)));
            }
            return answer;
        } catch (IOException e) {
            throw new Unavailable("the bridge at %s does not answer: %s".formatted(bridge, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the bridge at %s was not waited for: the operator stops".formatted(bridge), e);
        }
    }

    private Refused refused(HttpResponse<byte[]> answer) {
        return new Refused("the bridge at %s answers %s".formatted(bridge, problem(answer)));
    }

    /** What it says of itself: RFC 9457, with the member {@code fix}. */
    private static String problem(HttpResponse<byte[]> answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            if (problem != null && problem.hasNonNull("detail")) {
                return "%d: %s; %s"
                        .formatted(
                                answer.statusCode(),
                                problem.get("detail").asText(),
                                problem.path("fix").asText("see its log"));
            }
        } catch (IOException e) {
            // A proxy in between speaks otherwise.
        }
        return "%d; see its log".formatted(answer.statusCode());
    }
}
