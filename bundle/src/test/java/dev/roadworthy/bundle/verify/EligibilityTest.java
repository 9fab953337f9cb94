package dev.roadworthy.bundle.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.fixture.TestBundle;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.bundle.release.ReleaseStatement;
import dev.roadworthy.bundle.release.RuntimeVersion;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {

    private static final Vehicle VEHICLE = TestBundle.VEHICLE;
    private static final long MIB = 1 << 20;

    private static RefusalCode judge(Consumer<ObjectNode> change, Vehicle vehicle, Instant now) {
        ReleaseStatement statement = new TestBundle().changing(change).statement();
        return Eligibility.refusal(statement, vehicle, now).map(Refusal::code).orElse(null);
    }

    private static RefusalCode judge(Vehicle vehicle) {
        return judge(release -> {}, vehicle, TestBundle.NOW);
    }

    private static Vehicle vehicle(String line, String hardware, String runtime, long free) {
        return new Vehicle(line, hardware, RuntimeVersion.parse(runtime), free, VEHICLE.installed(), VEHICLE.floor());
    }

    @Test
    void takesAReleaseThatFits() {
        assertThat(judge(VEHICLE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // installed, floor, release, refusal
        "1, 41, 1, 40, 1, 42,",
        "1, 42, 1, 40, 1, 42, NOT_NEWER",
        "1, 43, 1, 40, 1, 42, NOT_NEWER",
        "2, 1, 1, 40, 1, 42, NOT_NEWER",
        "1, 50, 1, 40, 2, 1,",
        "0, 0, 0, 0, 1, 1,",
        "0, 0, 1, 42, 1, 42,",
        "0, 0, 1, 43, 1, 42, BELOW_FLOOR",
        "1, 41, 1, 43, 1, 42, BELOW_FLOOR",
        "0, 0, 2, 0, 1, 42, BELOW_FLOOR",
        "0, 0, 2, 0, 2, 1,"
    })
    void comparesEpochAndCounter(
            long installedEpoch,
            long installedCounter,
            long floorEpoch,
            long floorCounter,
            long epoch,
            long counter,
            RefusalCode refusal) {
        Vehicle vehicle = new Vehicle(
                VEHICLE.line(),
                VEHICLE.hardware(),
                VEHICLE.onnxRuntime(),
                VEHICLE.freeBytes(),
                new Position(installedEpoch, installedCounter),
                new Position(floorEpoch, floorCounter));

        assertThat(judge(
                        release -> release.put("epoch", epoch)
                                .put("counter", counter)
                                .put("floor", 0),
                        vehicle,
                        TestBundle.NOW))
                .isEqualTo(refusal);
    }

    @Test
    void takesItsOwnLineOnly() {
        assertThat(judge(vehicle("signs", "scooter-g3", "1.20", MIB * 64))).isEqualTo(RefusalCode.WRONG_LINE);
    }

    @Test
    void takesItsOwnHardwareOnly() {
        assertThat(judge(vehicle("sidewalk-detector", "scooter-g2", "1.20", MIB * 64)))
                .isEqualTo(RefusalCode.WRONG_HARDWARE);
    }

    @ParameterizedTest
    @CsvSource({"1.16.3, RUNTIME_OUT_OF_RANGE", "1.17,", "1.29.0,", "2.0, RUNTIME_OUT_OF_RANGE"})
    void needsARuntimeInTheRange(String runtime, RefusalCode refusal) {
        assertThat(judge(vehicle("sidewalk-detector", "scooter-g3", runtime, MIB * 64)))
                .isEqualTo(refusal);
    }

    @Test
    void needsTheSpaceThatIsAskedForAndThatTheFilesTake() {
        assertThat(judge(vehicle("sidewalk-detector", "scooter-g3", "1.20", MIB * 64)))
                .isNull();
        assertThat(judge(vehicle("sidewalk-detector", "scooter-g3", "1.20", MIB * 64 - 1)))
                .isEqualTo(RefusalCode.NO_SPACE);
        Consumer<ObjectNode> asksForNothing =
                release -> ((ObjectNode) release.get("compatibility")).put("minFreeMiB", 0);
        assertThat(judge(asksForNothing, vehicle("sidewalk-detector", "scooter-g3", "1.20", 100), TestBundle.NOW))
                .isEqualTo(RefusalCode.NO_SPACE);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-31T23:59:59Z,", "2026-06-01T00:00:00Z, EXPIRED", "2030-01-01T00:00:00Z, EXPIRED"})
    void takesNoReleaseWhoseTimeIsOver(Instant now, RefusalCode refusal) {
        assertThat(judge(release -> {}, VEHICLE, now)).isEqualTo(refusal);
        assertThat(judge(release -> release.remove("installBefore"), VEHICLE, now))
                .isNull();
    }
}
