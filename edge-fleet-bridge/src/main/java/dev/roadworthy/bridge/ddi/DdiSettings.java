package dev.roadworthy.bridge.ddi;

import dev.roadworthy.contract.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the bridge speaks to vehicles.
 *
 * @param tenant the first part of their path
 * @param pollEvery time between polls
 * @param publicUrl the bridge's address as vehicles see it; null for the one that they asked
 */
public record DdiSettings(
        String tenant, Duration pollEvery, @Nullable URI publicUrl) {

    /**
     * The vehicle's own time between polls, within a tenth of the common one, so that a fleet that woke up at once does not
     * ask at once for ever.
     *
     * @return {@code HH:MM:SS}
     */
    String sleep(String vehicle) {
        int chance = Digest.of(vehicle.getBytes(StandardCharsets.UTF_8)).hashCode();
        long seconds = pollEvery.toMillis() * (900 + Math.floorMod(chance, 201)) / 1_000_000;
        return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
