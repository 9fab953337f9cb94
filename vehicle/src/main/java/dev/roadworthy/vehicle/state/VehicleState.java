package dev.roadworthy.vehicle.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Digest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a vehicle knows, in one file that is replaced as a whole.
 *
 * @param highest the highest position that was ever committed; never goes back, also where an older release runs again
 * @param floor below which nothing is taken; never goes back
 * @param time the latest time that was seen; the vehicle's time never moves behind it
 * @param committed what runs when no trial does, or null before the first installation
 * @param fallback the own previous release: what ran before {@code committed}, is older and is kept; or null
 * @param broughtBy the action that brought {@code committed}; null before the first one, and after a vehicle went back by
 *     itself or by a cancellation
 * @param phase where the vehicle stands
 */
public record VehicleState(
        Position highest,
        Position floor,
        Instant time,
        @Nullable Installed committed,
        @Nullable Installed fallback,
        @Nullable String broughtBy,
        Phase phase) {

    /** A vehicle that has never heard of a release. */
    public static final VehicleState NEW =
            new VehicleState(Position.NONE, Position.NONE, Instant.EPOCH, null, null, null, new Phase.Idle());

    /** What {@code current} has to lead to. */
    @JsonIgnore
    public @Nullable Installed running() {
        return phase instanceof Phase.Trial trial ? trial.candidate() : committed;
    }

    /** The releases that must not be deleted. */
    @JsonIgnore
    public Set<Digest> referenced() {
        Set<Digest> digests = new HashSet<>();
        add(digests, committed);
        add(digests, fallback);
        switch (phase) {
            case Phase.Staged staged -> add(digests, staged.candidate());
            case Phase.Trial trial -> {
                add(digests, trial.candidate());
                add(digests, trial.previous());
            }
            case Phase.Idle _, Phase.Downloading _, Phase.Reporting _ -> {}
        }
        return digests;
    }

    /**
     * The state after an event.
     *
     * @throws IllegalStateException where the table of transitions does not have it
     */
    public VehicleState after(Event event, Phase next) {
        Stage expected = Transitions.next(phase.stage(), event);
        if (next.stage() != expected) {
            throw new IllegalStateException(
                    "%s leads from %s to %s, not to %s".formatted(event, phase.stage(), expected, next.stage()));
        }
        return new VehicleState(highest, floor, time, committed, fallback, broughtBy, next);
    }

    /** With the revocation of a release that was accepted. */
    public VehicleState raisingFloor(Position to) {
        return new VehicleState(highest, later(floor, to), time, committed, fallback, broughtBy, phase);
    }

    /**
     * With the candidate of a trial in the place of what runs. What ran before is kept where it is older: a vehicle that
     * went back has nothing to go back to.
     */
    public VehicleState committing(Phase.Trial trial) {
        Installed candidate = trial.candidate();
        Installed before = trial.previous();
        boolean older = before != null && before.position().compareTo(candidate.position()) < 0;
        return new VehicleState(
                later(highest, candidate.position()),
                floor,
                time,
                candidate,
                older ? before : null,
                trial.assignment().action(),
                phase);
    }

    /** With what ran before in the place of what runs. What is left is not kept: nothing leads back to it. */
    public VehicleState returning() {
        return new VehicleState(highest, floor, time, fallback, null, null, phase);
    }

    /** With a time that was seen; an earlier one changes nothing. */
    public VehicleState at(Instant now) {
        Instant latest = now.isAfter(time) ? now : time;
        return new VehicleState(highest, floor, latest, committed, fallback, broughtBy, phase);
    }

    private static void add(Set<Digest> digests, @Nullable Installed installed) {
        if (installed != null) {
            digests.add(installed.digest());
        }
    }

    private static Position later(Position a, Position b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
