package dev.roadworthy.vehicle.ddi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roadworthy.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a vehicle and how fast: the body of {@code POST /{tenant}/telemetry/v1/{id}}.
 *
 * @param running the bundle of the release that runs
 * @param latencyMs of the inferences since the last report
 * @param disagreementPercent pixels in percent to which the release and the one before gave different classes, on the same
 *     frames of the trial; null where none was measured
 * @param at the vehicle's time, RFC 3339
 */
public record Telemetry(
        Digest running,
        Latency latencyMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double disagreementPercent,
        String at) {

    /**
     * Latencies in milliseconds.
     *
     * @param count of inferences
     * @param p50 half of them took at most this
     * @param p95 19 of 20 took at most this
     */
    public record Latency(int count, double p50, double p95) {}
}
