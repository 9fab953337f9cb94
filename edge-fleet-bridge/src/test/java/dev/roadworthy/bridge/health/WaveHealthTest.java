package dev.roadworthy.bridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveHealthTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofHours(2);
    private static final Digest NEW = digest("new");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // the vehicle                             | offered | failed | verified | running | outcome
                "one that reports the release              | PT1H    | false  | true     | new     | VERIFIED",
                "one that took long, and reports it        | PT9H    | false  | true     | new     | VERIFIED",
                "one that failed, and reports it after all | PT1H    | true   | true     | new     | VERIFIED",
                "one that went back by itself              | PT1H    | false  | true     | old     | FAILED",
                "one that still runs the old one           | PT1H    | false  | false    | old     | PENDING",
                "one that says it failed                   | PT1H    | true   | false    | old     | FAILED",
                "one that says nothing, in time            | PT2H    | false  | false    |         | PENDING",
                "one that says nothing for too long        | PT2H1S  | false  | false    |         | FAILED",
                "one that runs the old one for too long    | PT2H1S  | false  | false    | old     | FAILED"
            })
    void aVehicleCountsWhenItReportsThatItRunsTheRelease(
            String vehicle,
            Duration offered,
            boolean failed,
            boolean verified,
            @Nullable String running,
            Outcome outcome) {
        VehicleRecord known = new VehicleRecord(
                NOW.minus(offered), true, failed, verified, running == null ? null : digest(running), null);

        assertThat(Outcome.of(known, NEW, TIMEOUT, NOW)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} verified, {1} failed, {2} pending, latency {3}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                // ver | fail | pend | latency | verdict      | cause
                "   0 |  0   |  0   |  30     | Inconclusive | 0 outcomes; at least 20 are needed",
                "  19 |  0   |  0   |  30     | Inconclusive | 19 outcomes; at least 20 are needed",
                "   0 | 19   |  0   |  30     | Inconclusive | 19 outcomes; at least 20 are needed",
                "  20 |  0   |  0   |  30     | Healthy      |",
                "  49 |  1   |  0   |  30     | Healthy      |",
                "  48 |  2   |  0   |  30     | Breached     | 2 of 50 reached vehicles failed; at most 2 % may",
                "  24 |  1   | 25   |  30     | Inconclusive | 25 of 50 reached vehicles are still on the way",
                "  99 |  0   |  1   |  30     | Healthy      |",
                "  20 |  0   |  0   |  40     | Healthy      |",
                "  20 |  0   |  0   |  40.5   | Breached     | latencyMsP95 is 40.5 over 20 vehicles; at most 40 is allowed",
                "  20 |  0   |  0   |         | Inconclusive | 0 vehicles report a latency; at least 20 are needed"
            })
    void aWaveIsJudgedByWhatWasReached(
            int verified, int failed, int pending, @Nullable Double latency, String verdict, @Nullable String cause) {
        WaveHealth wave = WaveHealth.of(vehicles(verified, failed, pending, latency), 0, NEW, limits(2, 40.0), NOW);

        assertThat(wave.offered()).isEqualTo(verified + failed + pending);
        assertThat(wave.verified()).isEqualTo(verified);
        assertThat(wave.failed()).isEqualTo(failed);
        assertThat(wave.health().getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(
                        switch (wave.health()) {
                            case Health.Healthy healthy -> null;
                            case Health.Breached breached -> breached.cause();
                            case Health.Inconclusive inconclusive -> inconclusive.cause();
                        })
                .isEqualTo(cause);
    }

    @Test
    void oneSlowVehicleOfTwentyIsNoBreach() {
        List<VehicleRecord> vehicles = vehicles(19, 0, 0, 30.0);
        vehicles.addAll(vehicles(1, 0, 0, 900.0));

        assertThat(WaveHealth.of(vehicles, 0, NEW, limits(2, 40.0), NOW).health())
                .isEqualTo(new Health.Healthy());
    }

    @Test
    void whoRunsItHasInstalledIt() {
        assertThat(WaveHealth.of(vehicles(3, 0, 2, null), 0, NEW, limits(2, null), NOW)
                        .installed())
                .isEqualTo(3);
    }

    @Test
    void aWaveIsNotHealthyAsLongAsOneOfItsVehiclesHasNotAsked() {
        WaveHealth wave = WaveHealth.of(vehicles(25, 0, 0, 20.0), 1, NEW, limits(2, 40.0), NOW);

        assertThat(wave.health()).isEqualTo(new Health.Inconclusive("1 vehicles have not asked since the wave began"));
        assertThat(WaveHealth.of(vehicles(20, 5, 0, 20.0), 1, NEW, limits(2, 40.0), NOW)
                        .health())
                .as("a breach waits for nobody")
                .isInstanceOf(Health.Breached.class);
    }

    @Property
    void whatIsHealthyStaysSoWhateverBecomesOfThoseOnTheWay(
            @ForAll @IntRange(max = 80) int verified,
            @ForAll @IntRange(max = 5) int failed,
            @ForAll @IntRange(max = 20) int pending,
            @ForAll @IntRange(max = 20) int losses,
            @ForAll @IntRange(max = 20) int percent) {
        Campaign.Health limits = limits(percent, null);
        if (WaveHealth.of(vehicles(verified, failed, pending, null), 0, NEW, limits, NOW)
                        .health()
                instanceof Health.Healthy) {
            int lost = Math.min(losses, pending);
            List<VehicleRecord> later = vehicles(verified + pending - lost, failed + lost, 0, null);

            assertThat(WaveHealth.of(later, 0, NEW, limits, NOW).health()).isEqualTo(new Health.Healthy());
        }
    }

    @Property
    void whatIsBreachedStaysSoWhateverBecomesOfThoseOnTheWay(
            @ForAll @IntRange(max = 60) int verified,
            @ForAll @IntRange(max = 20) int failed,
            @ForAll @IntRange(max = 20) int pending,
            @ForAll @IntRange(max = 20) int percent) {
        Campaign.Health limits = limits(percent, null);
        if (WaveHealth.of(vehicles(verified, failed, pending, null), 0, NEW, limits, NOW)
                        .health()
                instanceof Health.Breached) {
            List<VehicleRecord> later = vehicles(verified + pending, failed, 0, null);

            assertThat(WaveHealth.of(later, 0, NEW, limits, NOW).health()).isInstanceOf(Health.Breached.class);
        }
    }

    @Property
    void theOrderOfReportsSaysNothing(
            @ForAll @IntRange(max = 40) int verified, @ForAll @IntRange(max = 5) int failed, @ForAll long seed) {
        List<VehicleRecord> vehicles = vehicles(verified, failed, 3, 30.0);
        WaveHealth inOrder = WaveHealth.of(vehicles, 0, NEW, limits(5, 40.0), NOW);
        Collections.shuffle(vehicles, new Random(seed));

        assertThat(WaveHealth.of(vehicles, 0, NEW, limits(5, 40.0), NOW)).isEqualTo(inOrder);
    }

    private static Campaign.Health limits(double failedPercent, @Nullable Double latency) {
        return new Campaign.Health(20, TIMEOUT.toSeconds(), failedPercent, latency);
    }

    private static List<VehicleRecord> vehicles(int verified, int failed, int pending, @Nullable Double latency) {
        List<VehicleRecord> vehicles = new ArrayList<>();
        vehicles.addAll(Collections.nCopies(verified, new VehicleRecord(NOW, false, false, true, NEW, latency)));
        vehicles.addAll(Collections.nCopies(failed, new VehicleRecord(NOW, false, true, false, null, null)));
        vehicles.addAll(Collections.nCopies(pending, new VehicleRecord(NOW, false, false, false, null, null)));
        return vehicles;
    }

    private static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }
}
