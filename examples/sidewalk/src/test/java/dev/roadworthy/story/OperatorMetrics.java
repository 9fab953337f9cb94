package dev.roadworthy.story;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What the operator counts, by its metrics. */
final class OperatorMetrics {

    private OperatorMetrics() {}

    /** How many deliveries of webhooks came to this. */
    static long deliveries(String outcome) throws Exception {
        String sample = "roadworthy_webhook_deliveries_total{outcome=\"%s\"} ".formatted(outcome);
        try (PortForward forward = PortForward.open(Trial.RELEASE_NAMESPACE, "roadworthy-operator", 8080);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(forward.address().resolve("/q/metrics"))
                    .build();
            // As a whole: a client does not close while an answer is half read.
            return http.send(question, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(sample))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(sample.length())))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
