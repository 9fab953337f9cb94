package dev.roadworthy.vehicle.agent;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.state.Event;
import dev.roadworthy.vehicle.state.Installed;
import dev.roadworthy.vehicle.state.Outcome;
import dev.roadworthy.vehicle.state.Phase;
import dev.roadworthy.vehicle.state.StateDirectory;
import dev.roadworthy.vehicle.state.VehicleState;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the vehicle knows, in memory as on the disk; every change goes to the disk first. */
final class Logbook {

    private static final Logger LOG = LoggerFactory.getLogger(Logbook.class);

    private final StateDirectory directory;
    private final Clock clock;
    private VehicleState state;

    Logbook(StateDirectory directory, Clock clock) throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.state = directory.load();
    }

    VehicleState state() {
        return state;
    }

    Phase phase() {
        return state.phase();
    }

    /** The digest of what runs. */
    Optional<Digest> running() {
        return Optional.ofNullable(state.running()).map(Installed::digest);
    }

    /** The vehicle's time: that of its clock, and never before a time that it has seen. */
    Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return now.isAfter(state.time()) ? now : state.time();
    }

    /** Notes an event, and lets the disk follow: the link first, then what nothing refers to any more goes. */
    void note(Event event, Phase next) throws IOException {
        note(event, state, next);
    }

    /**
     * As {@link #note(Event, Phase)}, with further facts.
     *
     * @param facts the state with what else is known; its phase is the one before the event
     */
    void note(Event event, VehicleState facts, Phase next) throws IOException {
        write(facts.after(event, next));
        LOG.info("event={} phase={}", event, next);
        directory.follow(state);
        directory.sweep(state);
    }

    /** Notes facts that are no event. */
    void write(VehicleState next) throws IOException {
        VehicleState timed = next.at(now());
        directory.save(timed);
        state = timed;
    }

    /** Notes how an action ended, and that the bridge has yet to hear of it. */
    void end(Event event, String action, Outcome outcome) throws IOException {
        note(event, new Phase.Reporting(action, outcome));
    }
}
