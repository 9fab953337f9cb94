package dev.roadworthy.operator;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.webhook.Headers;
import dev.roadworthy.git.webhook.Verdict;
import dev.roadworthy.git.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** Deliveries at {@code /webhooks/<repository>}: whose they are, and what they come to. For any thread. */
final class Deliveries {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final String PATH = "/webhooks/";
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final List<Webhook> webhooks;
    private final CoalescedChanges changes;
    private final InstantSource clock;
    private Instant silentUntil = Instant.MIN;

    Deliveries(List<Webhook> webhooks, CoalescedChanges changes, InstantSource clock) {
        this.webhooks = List.copyOf(webhooks);
        this.changes = changes;
        this.clock = clock;
    }

    /** Whose it could be: two folders of a repository have an address in common. For nobody, no body is read. */
    List<Webhook> candidates(String path, Headers headers) {
        return webhooks.stream()
                .filter(webhook -> (PATH + webhook.path()).equals(path))
                .filter(webhook -> webhook.isFor(headers))
                .toList();
    }

    /** Judges a delivery, and tells what has changed. Reads files. */
    WebhookOutcome take(Collection<Webhook> candidates, Headers headers, byte[] body) {
        // Each of them: one more may be told.
        return candidates.stream()
                .map(webhook -> take(webhook, headers, body))
                .min(Comparator.naturalOrder())
                .orElse(WebhookOutcome.FORGED);
    }

    private WebhookOutcome take(Webhook webhook, Headers headers, byte[] body) {
        try {
            return switch (webhook.judge(headers, body)) {
                case Verdict.Changed(long pullRequest) -> {
                    changes.add(webhook, pullRequest);
                    yield WebhookOutcome.TOLD;
                }
                case Verdict.Nothing() -> WebhookOutcome.NOTHING;
                case Verdict.Repeated() -> WebhookOutcome.REPEATED;
                case Verdict.NoJson() -> WebhookOutcome.NO_JSON;
                case Verdict.Forged() -> WebhookOutcome.FORGED;
            };
        } catch (Refused e) {
            complain(webhook, e);
            return WebhookOutcome.NO_SECRET;
        }
    }

    /** Strangers make deliveries, too: they fill no log. */
    private synchronized void complain(Webhook webhook, Refused why) {
        Instant now = clock.instant();
        if (!now.isBefore(silentUntil)) {
            silentUntil = now.plus(SILENCE);
            LOG.warnf(
                    "webhook of %s: %s; its pull requests are looked at each minute all the same",
                    webhook.path(), why.getMessage());
        }
    }
}
