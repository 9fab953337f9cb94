package dev.roadworthy.bridge.ddi;

import dev.roadworthy.bridge.campaign.Assignment;
import dev.roadworthy.bridge.campaign.Rollout;
import dev.roadworthy.bridge.campaign.VehicleFacts;
import dev.roadworthy.bridge.campaign.VehicleFacts.OpenAction;
import dev.roadworthy.bridge.store.Actions;
import dev.roadworthy.bridge.store.Actions.Action;
import dev.roadworthy.bridge.store.Campaigns;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.store.Releases;
import dev.roadworthy.bridge.store.Session;
import dev.roadworthy.bridge.store.Vehicles;
import dev.roadworthy.bridge.store.Vehicles.Report;
import dev.roadworthy.bridge.store.Vehicles.Vehicle;
import dev.roadworthy.contract.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a vehicle is told, and what is kept of it. */
public final class Dialogue {

    private final Database database;
    private final InstantSource clock;
    private final Duration reportEvery;

    /**
     * A dialogue.
     *
     * @param reportEvery how old a vehicle's report may be before it is asked for another
     */
    public Dialogue(Database database, InstantSource clock, Duration reportEvery) {
        this.database = database;
        this.clock = clock;
        this.reportEvery = reportEvery;
    }

    /**
     * The answer to a poll.
     *
     * @param report whether the vehicle shall report
     * @param deployment the action to perform; null for none
     * @param cancel the action to stop; null for none, and never beside a deployment
     */
    record Told(
            boolean report,
            @Nullable Long deployment,
            @Nullable Long cancel) {}

    /** A vehicle asks what to do. */
    Told poll(String id) {
        Instant now = clock.instant();
        return database.transaction(session -> {
            Vehicle vehicle = Vehicles.polled(session, id, now).orElseThrow();
            Optional<Action> open = Actions.open(session, id);
            boolean report = reportIsDue(session, id, open.isPresent(), now);
            Optional<Rollout> rollout = Campaigns.rollout(session, vehicle.line());
            if (rollout.isEmpty()) {
                return new Told(report, null, null);
            }
            VehicleFacts facts = facts(session, vehicle, rollout.get(), open);
            return switch (Assignment.of(rollout.get(), facts, now)) {
                case Assignment.Nothing nothing -> new Told(report, null, null);
                case Assignment.Offer offer -> {
                    long action = open.isPresent() ? open.get().id() : Actions.offer(session, id, offer.bundle(), now);
                    yield new Told(report, action, null);
                }
                case Assignment.Cancel cancel -> {
                    Actions.cancel(session, cancel.action());
                    // Whether it went back, its next report says.
                    yield new Told(report || open.isEmpty(), null, cancel.action());
                }
            };
        });
    }

    private static VehicleFacts facts(Session session, Vehicle vehicle, Rollout rollout, Optional<Action> open)
            throws SQLException {
        OpenAction busy = open.map(action ->
                        new OpenAction(action.id(), action.bundle(), action.installed() != null, action.cancelling()))
                .orElse(null);
        boolean tried = Actions.tried(session, vehicle.id(), rollout.bundle());
        Long brought = rollout.stopped()
                ? Actions.brought(session, vehicle.id(), rollout.bundle()).orElse(null)
                : null;
        return new VehicleFacts(
                vehicle.id(), vehicle.hardware(), Vehicles.reached(session, vehicle), tried, busy, brought);
    }

    private boolean reportIsDue(Session session, String id, boolean busy, Instant now) throws SQLException {
        Optional<Report> report = Vehicles.latestReport(session, id);
        if (busy || report.isEmpty()) {
            return true;
        }
        Instant received = report.get().received();
        // A vehicle that says that it is done has not yet shown it.
        return received.isBefore(now.minus(reportEvery)) || Actions.endedSince(session, id, received);
    }

    /** What the vehicle shall install by this action; empty where it shall not. */
    Optional<Releases.Release> deployment(String id, long action) {
        return database.transaction(session -> {
            Optional<Action> found =
                    Actions.find(session, id, action).filter(known -> known.end() == null && !known.cancelling());
            return found.isEmpty()
                    ? Optional.empty()
                    : Releases.find(session, found.get().bundle());
        });
    }

    /** Whether the vehicle shall stop this action, or go back from what it brought. */
    boolean cancelled(String id, long action) {
        return database.transaction(session -> Actions.find(session, id, action)
                .filter(known -> known.end() != Actions.End.CANCELLED && known.cancelling())
                .isPresent());
    }

    /** A release that the vehicle may fetch: as long as an action on it is open, be it told to stop. */
    Optional<Releases.Release> fetchable(String id, Digest bundle) {
        return database.transaction(session -> {
            boolean open = Actions.open(session, id)
                    .filter(action -> action.bundle().equals(bundle))
                    .isPresent();
            return open ? Releases.find(session, bundle) : Optional.empty();
        });
    }

    /** A vehicle declares something of itself. */
    void declare(String id, Declaration declaration) {
        Instant now = clock.instant();
        database.transaction(session -> {
            Vehicles.lock(session, id);
            String attributes = declaration.into(Vehicles.attributes(session, id));
            Vehicles.attributes(session, id, attributes);
            if (declaration.isOfAnUnusedDisk()) {
                Vehicles.forgetReports(session, id);
                Actions.forgetSuccesses(session, id);
            }
            Digest running = declaration.running();
            if (running != null) {
                Vehicles.report(session, id, running, declaration.latencyMsP95(), now);
                // It runs: whatever was or was not said about the installation, that is done.
                Optional<Action> done = Actions.open(session, id)
                        .filter(action -> action.bundle().equals(running));
                if (done.isPresent()) {
                    Actions.close(session, done.get().id(), Actions.End.SUCCEEDED, now);
                }
            }
            return true;
        });
    }
}
