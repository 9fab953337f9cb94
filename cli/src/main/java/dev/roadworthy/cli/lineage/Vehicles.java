package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.BundleVehicles;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.VehicleHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins the ledger with the vehicles that a bridge knows: both know a bundle by its digest. */
final class Vehicles {

    private static final int LISTED = 20;

    private final @Nullable FleetBridge bridge;
    // Of the vehicle that was asked about, by the digest of its bundle.
    private final Map<String, List<BundleVehicles.Vehicle>> asked = new LinkedHashMap<>();

    /**
     * The vehicles of a bridge.
     *
     * @param bridge null where none is named: then no vehicle is known
     */
    Vehicles(@Nullable FleetBridge bridge) {
        this.bridge = bridge;
    }

    /**
     * The bundle that a vehicle runs, by its latest report.
     *
     * @throws LineageException where that cannot be told
     */
    Digest running(String vehicle) throws LineageException, InterruptedException {
        if (bridge == null) {
            throw LineageException.usage("which bundle a vehicle runs is known to the bridge; name it with --bridge");
        }
        VehicleHistory history = bridge.vehicle(vehicle);
        VehicleHistory.Run run = history.runs().stream()
                .filter(VehicleHistory.Run::running)
                .findFirst()
                .orElseThrow(() ->
                        LineageException.unknown("vehicle %s has not reported yet what it runs".formatted(vehicle)));
        asked.put(
                run.bundle().value(),
                List.of(new BundleVehicles.Vehicle(
                        history.id(), history.line(), history.hardware(), run.reported(), run.running())));
        return run.bundle();
    }

    /** The graph with the vehicles that have run its bundles: all on the way down, on the way up the one that was asked about. */
    Graph of(Graph graph) throws LineageException, InterruptedException {
        if (bridge == null || graph.direction() == Direction.UP) {
            return graph.with(asked);
        }
        Map<String, List<BundleVehicles.Vehicle>> vehicles = new LinkedHashMap<>();
        for (Entry.Made making : graph.made().values()) {
            if (making.main().name().equals(Ledger.BUNDLE)) {
                Digest bundle = making.main().sha256();
                vehicles.put(bundle.value(), bridge.vehicles(bundle));
            }
        }
        return graph.with(vehicles);
    }

    /** In words: how many, and the first of them by name. */
    static String words(List<BundleVehicles.Vehicle> vehicles) {
        if (vehicles.isEmpty()) {
            return "no vehicle has reported that it runs it";
        }
        long running = vehicles.stream().filter(BundleVehicles.Vehicle::running).count();
        String names = vehicles.stream()
                .limit(LISTED)
                .map(vehicle -> vehicle.running() ? vehicle.id() : vehicle.id() + " (until " + vehicle.reported() + ")")
                .collect(Collectors.joining(", "));
        return "%d %s, %d by the latest report: %s%s"
                .formatted(
                        vehicles.size(),
                        vehicles.size() == 1 ? "vehicle has run it" : "vehicles have run it",
                        running,
                        names,
                        vehicles.size() > LISTED ? ", … (--output json has all)" : "");
    }
}
