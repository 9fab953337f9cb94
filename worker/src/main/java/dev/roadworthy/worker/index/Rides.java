package dev.roadworthy.worker.index;

import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is known beside the frames, in either layout. */
final class Rides {

    private final IndexDatabase database;
    private final Source source;
    private final IndexRequest.Layout layout;
    private final IndexRequest.Sensors sensors;
    private final Path scratch;

    Rides(
            IndexDatabase database,
            Source source,
            IndexRequest.Layout layout,
            IndexRequest.Sensors sensors,
            Path scratch) {
        this.database = database;
        this.source = source;
        this.layout = layout;
        this.sensors = sensors;
        this.scratch = scratch;
    }

    /** Reads what is told of all frames at once. */
    void prepare(Listing listing) throws StepException, IOException, SQLException {
        if (listing.companions("").contains(FrameAttributes.FILE)) {
            FrameAttributes.read(database, source, scratch);
        }
    }

    /**
     * Reads what is told of a ride.
     *
     * @param companions the files that are there to tell
     * @param frames of the ride, by time
     */
    Ride read(String name, Set<String> companions, List<FrameRef> frames) throws StepException, IOException {
        return switch (layout) {
            case LabelledFrames -> Ride.ofFrames(name);
            case RideLog -> new RideReader(source, sensors, scratch).read(name, companions, times(frames));
        };
    }

    private static TimeAxis times(List<FrameRef> frames) {
        return new TimeAxis(frames.stream()
                .map(FrameRef::capturedAt)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .toArray());
    }
}
