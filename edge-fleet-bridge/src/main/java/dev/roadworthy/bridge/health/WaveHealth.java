package dev.roadworthy.bridge.health;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wave's vehicles to which the release was offered, counted and judged. An offer is an answer to a vehicle that asked, so
 * these are the reached ones, and a vehicle that nobody can reach is neither counted nor waited for.
 *
 * @param offered how many
 * @param installed of these, which said that they installed it
 * @param verified of these, which run it
 * @param failed of these, which do not and will not
 * @param health the verdict
 */
public record WaveHealth(long offered, long installed, long verified, long failed, Health health) {

    /**
     * Counts and judges.
     *
     * @param unasked vehicles of the wave that can be reached and have not asked since the wave began
     * @param bundle the release's archive
     * @param limits of the campaign
     */
    public static WaveHealth of(
            Collection<VehicleRecord> vehicles, long unasked, Digest bundle, Campaign.Health limits, Instant now) {
        Duration verifyTimeout = Duration.ofSeconds(limits.verifyTimeoutSeconds());
        long installed = 0;
        long verified = 0;
        long failed = 0;
        for (VehicleRecord vehicle : vehicles) {
            Outcome outcome = Outcome.of(vehicle, bundle, verifyTimeout, now);
            // A vehicle that runs it has installed it, whether or not it said so.
            installed += vehicle.installed() || vehicle.verified() ? 1 : 0;
            verified += outcome == Outcome.VERIFIED ? 1 : 0;
            failed += outcome == Outcome.FAILED ? 1 : 0;
        }
        List<Double> latencies = vehicles.stream()
                .filter(vehicle -> Outcome.of(vehicle, bundle, verifyTimeout, now) == Outcome.VERIFIED)
                .map(VehicleRecord::latencyMsP95)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Health health = judge(vehicles.size(), unasked, verified, failed, latencies, limits);
        return new WaveHealth(vehicles.size(), installed, verified, failed, health);
    }

    private static Health judge(
            long offered, long unasked, long verified, long failed, List<Double> latencies, Campaign.Health limits) {
        long known = verified + failed;
        if (known < limits.minVehicles()) {
            return new Health.Inconclusive(
                    "%d outcomes; at least %d are needed".formatted(known, limits.minVehicles()));
        }
        if (exceeds(failed, offered, limits)) {
            return new Health.Breached("%d of %d reached vehicles failed; at most %s %% may"
                    .formatted(failed, offered, plain(limits.failedPercentMax())));
        }
        Double max = limits.latencyMsP95Max();
        Health slow = max == null ? null : judgeLatency(latencies, max, limits.minVehicles());
        if (slow != null) {
            return slow;
        }
        if (unasked > 0) {
            return new Health.Inconclusive("%d vehicles have not asked since the wave began".formatted(unasked));
        }
        long pending = offered - known;
        return exceeds(failed + pending, offered, limits)
                ? new Health.Inconclusive("%d of %d reached vehicles are still on the way".formatted(pending, offered))
                : new Health.Healthy();
    }

    /** What speaks against the wave, or null. */
    private static @Nullable Health judgeLatency(List<Double> latencies, double max, int minVehicles) {
        if (latencies.size() < minVehicles) {
            return new Health.Inconclusive(
                    "%d vehicles report a latency; at least %d are needed".formatted(latencies.size(), minVehicles));
        }
        // Nearest rank: one slow vehicle among twenty is that vehicle's trouble.
        double p95 = latencies.get((95 * latencies.size() + 99) / 100 - 1);
        return p95 > max
                ? new Health.Breached("latencyMsP95 is %s over %d vehicles; at most %s is allowed"
                        .formatted(plain(p95), latencies.size(), plain(max)))
                : null;
    }

    private static boolean exceeds(long failed, long offered, Campaign.Health limits) {
        return failed * 100.0 > limits.failedPercentMax() * offered;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
