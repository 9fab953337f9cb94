package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is asked about, as a person writes it.
 *
 * @param text a digest, {@code gitCommit:…}, {@code Kind/namespace/name}, {@code line@version}, {@code ride:name}, {@code frame:id}, {@code labeller:pseudonym},
 *     {@code vehicle:name}, or the place of recordings
 */
record Question(String text) {

    private static final String RIDE = "ride:";
    private static final String FRAME = "frame:";
    private static final String VEHICLE = "vehicle:";
    private static final String LABELLER = "labeller:";
    private static final Pattern OBJECT =
            Pattern.compile("(Dataset|AnnotationJob|TrainingRun|Evaluation|EdgeRelease)/[^/]+/[^/]+");
    private static final Pattern RELEASE = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?@[^/@]+");

    /**
     * The statements that it means.
     *
     * @throws LineageException where the ledger knows nothing of it
     */
    List<String> starts(LedgerIndex index, Frames frames, Vehicles vehicles, Direction direction)
            throws StepException, IOException, SQLException, LineageException, InterruptedException {
        List<String> starts = text.startsWith(VEHICLE)
                ? ofVehicle(text.substring(VEHICLE.length()), index, vehicles, direction)
                : find(index, frames, direction);
        if (starts.isEmpty()) {
            throw LineageException.unknown(
                    ("the ledger does not tell what %s; expected a digest (sha256:…), Kind/namespace/name, line@version, a"
                                    + " commit (gitCommit:…), ride:NAME, frame:ID, labeller:NAME, vehicle:NAME or the place of recordings")
                            .formatted(
                                    direction == Direction.UP
                                            ? "%s is made of".formatted(text)
                                            : "is made of %s".formatted(text)));
        }
        return starts;
    }

    private static List<String> ofVehicle(String vehicle, LedgerIndex index, Vehicles vehicles, Direction direction)
            throws SQLException, LineageException, InterruptedException {
        if (direction == Direction.DOWN) {
            throw LineageException.unknown(
                    "nothing is made of a vehicle; ask what it runs, and what that is made of: up");
        }
        String bundle = vehicles.running(vehicle).value();
        List<String> makers = index.makersOf(bundle);
        if (makers.isEmpty()) {
            throw LineageException.unknown(
                    "vehicle %s runs %s, which the ledger does not know".formatted(vehicle, bundle));
        }
        return makers;
    }

    private List<String> find(LedgerIndex index, Frames frames, Direction direction)
            throws StepException, IOException, SQLException, LineageException {
        if (text.startsWith(LABELLER)) {
            return index.drawnBy(text.substring(LABELLER.length()));
        }
        if (direction == Direction.UP && (text.startsWith(RIDE) || text.startsWith(FRAME))) {
            throw LineageException.unknown(
                    "recordings are made of nothing that the ledger knows; ask what is made of them: down");
        }
        if (text.startsWith(RIDE)) {
            return index.withRide(text.substring(RIDE.length()));
        }
        if (text.startsWith(FRAME)) {
            return withFrame(text.substring(FRAME.length()), index, frames);
        }
        if (OBJECT.matcher(text).matches()) {
            return index.declaredBy(text);
        }
        if (RELEASE.matcher(text).matches()) {
            return index.released(text);
        }
        List<String> made = index.makersOf(text);
        return direction == Direction.UP
                ? made
                : Stream.concat(made.stream(), index.usersOf(text).stream())
                        .distinct()
                        .toList();
    }

    private static List<String> withFrame(String frame, LedgerIndex index, Frames frames)
            throws StepException, IOException, SQLException, LineageException {
        List<String> with = new ArrayList<>();
        for (String parquet : index.frameIndices()) {
            if (frames.has(new Digest(parquet), frame)) {
                with.addAll(index.makersOf(parquet));
            }
        }
        return with;
    }
}
