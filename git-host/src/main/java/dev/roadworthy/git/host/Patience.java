package dev.roadworthy.git.host;

import dev.roadworthy.controller.port.Unavailable;
import java.net.HttpURLConnection;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a host wants to be left alone. It says so by {@code Retry-After} (RFC 9110, 10.2.3: seconds or a date), or as
 * GitHub by {@code X-RateLimit-Remaining: 0} and the second of the epoch in {@code X-RateLimit-Reset}.
 */
final class Patience {

    /** However far ahead a host's clock is. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final InstantSource clock;
    private volatile Instant until = Instant.MIN;

    Patience(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Keeps a request back.
     *
     * @throws Unavailable while the host wants to be left alone
     */
    void require(String host) throws Unavailable {
        if (clock.instant().isBefore(until)) {
            throw new Unavailable("the Git host at %s asks for patience until %s".formatted(host, until));
        }
    }

    /** Whether an answer says to come back later. */
    static boolean isAskedFor(HttpResponse<?> response) {
        int status = response.statusCode();
        return switch (status) {
            case TOO_MANY_REQUESTS -> true;
            case HttpURLConnection.HTTP_FORBIDDEN ->
                response.headers().firstValue("Retry-After").isPresent() || isSpent(response.headers());
            default -> status >= SERVER_ERROR;
        };
    }

    /** Heeds what an answer says of when; a part of a sentence, empty where it does not say. */
    String heed(HttpResponse<?> response) {
        Optional<Instant> when = when(response.headers());
        when.ifPresent(instant -> until = instant);
        return when.map(instant -> " and asks for patience until " + instant).orElse("");
    }

    private Optional<Instant> when(HttpHeaders headers) {
        Instant now = clock.instant();
        Instant latest = now.plus(LONGEST);
        return headers.firstValue("Retry-After")
                .flatMap(after -> after(after, now))
                .or(() -> isSpent(headers) ? reset(headers) : Optional.empty())
                .map(instant -> instant.isBefore(latest) ? instant : latest);
    }

    private static Optional<Instant> after(String said, Instant now) {
        try {
            return Optional.of(
                    said.matches("[0-9]{1,9}")
                            ? now.plusSeconds(Long.parseLong(said))
                            : ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isSpent(HttpHeaders headers) {
        return headers.firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent();
    }

    private static Optional<Instant> reset(HttpHeaders headers) {
        return headers.firstValue("X-RateLimit-Reset")
                .filter(second -> second.matches("[0-9]{1,11}"))
                .map(second -> Instant.ofEpochSecond(Long.parseLong(second)));
    }
}
