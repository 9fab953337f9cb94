package dev.roadworthy.vehicle.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How the vehicles are, one JSON document a line, sorted by name. The file is replaced as a whole, so every read is complete. */
final class StatusFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Map<String, VehicleStatus> vehicles = new ConcurrentSkipListMap<>();

    StatusFile(Path file) {
        this.file = file;
    }

    void put(VehicleStatus status) {
        vehicles.put(status.vehicle(), status);
    }

    void end(String vehicle, String why) {
        vehicles.computeIfPresent(vehicle, (_, status) -> status.ending(why));
    }

    void write() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (VehicleStatus status : vehicles.values()) {
            lines.append(JSON.writeValueAsString(status)).append('\n');
        }
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, lines);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
