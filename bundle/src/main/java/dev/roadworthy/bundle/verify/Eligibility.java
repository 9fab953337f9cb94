package dev.roadworthy.bundle.verify;

import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.release.Release;
import dev.roadworthy.bundle.release.ReleaseStatement;
import dev.roadworthy.bundle.release.VersionRange;
import java.time.Instant;
import java.util.Optional;

/** Whether a release may go onto a vehicle, from the documents alone. */
public final class Eligibility {

    private static final long MIB = 1L << 20;

    private Eligibility() {}

    /**
     * Compares what a release needs with what a vehicle is.
     *
     * @param now the vehicle's trusted time
     * @return the first reason against it, or empty
     */
    public static Optional<Refusal> refusal(ReleaseStatement statement, Vehicle vehicle, Instant now) {
        Release release = statement.release();
        return Optional.<Refusal>empty()
                .or(() -> line(release, vehicle))
                .or(() -> position(release, vehicle))
                .or(() -> time(release, now))
                .or(() -> needs(release, vehicle))
                .or(() -> space(statement, vehicle));
    }

    private static Optional<Refusal> line(Release release, Vehicle vehicle) {
        return check(
                release.line().equals(vehicle.line()),
                RefusalCode.WRONG_LINE,
                "line",
                "the release is of the line '%s'; this is '%s'".formatted(release.line(), vehicle.line()));
    }

    private static Optional<Refusal> position(Release release, Vehicle vehicle) {
        return check(
                        release.position().compareTo(vehicle.installed()) > 0,
                        RefusalCode.NOT_NEWER,
                        "counter",
                        "the release is %s; installed is %s".formatted(release.position(), vehicle.installed()))
                .or(() -> check(
                        release.position().compareTo(vehicle.floor()) >= 0,
                        RefusalCode.BELOW_FLOOR,
                        "counter",
                        "the release is %s; a later one has revoked all below %s"
                                .formatted(release.position(), vehicle.floor())));
    }

    private static Optional<Refusal> time(Release release, Instant now) {
        Instant before = release.installBefore();
        return check(
                before == null || now.isBefore(before),
                RefusalCode.EXPIRED,
                "installBefore",
                "it could be installed before %s; now is %s".formatted(before, now));
    }

    private static Optional<Refusal> needs(Release release, Vehicle vehicle) {
        String range = release.compatibility().onnxRuntime();
        return check(
                        release.compatibility().hardware().contains(vehicle.hardware()),
                        RefusalCode.WRONG_HARDWARE,
                        "compatibility.hardware",
                        "the model was evaluated for %s; this is '%s'"
                                .formatted(release.compatibility().hardware(), vehicle.hardware()))
                .or(() -> check(
                        VersionRange.parse(range).contains(vehicle.onnxRuntime()),
                        RefusalCode.RUNTIME_OUT_OF_RANGE,
                        "compatibility.onnxRuntime",
                        "the model needs '%s'; this is %s".formatted(range, vehicle.onnxRuntime())));
    }

    private static Optional<Refusal> space(ReleaseStatement statement, Vehicle vehicle) {
        long needed = Math.max(statement.release().compatibility().minFreeMiB() * MIB, statement.bytes());
        return check(
                vehicle.freeBytes() >= needed,
                RefusalCode.NO_SPACE,
                "compatibility.minFreeMiB",
                "%d bytes are needed, %d are free".formatted(needed, vehicle.freeBytes()));
    }

    private static Optional<Refusal> check(boolean holds, RefusalCode code, String where, String message) {
        return holds ? Optional.empty() : Optional.of(new Refusal(code, where, message));
    }
}
