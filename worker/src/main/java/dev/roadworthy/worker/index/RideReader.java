package dev.roadworthy.worker.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what lies beside the frames of a ride, and tells what that says about all of them. */
final class RideReader {

    private static final String RIDE = "ride.json";
    private static final String IMU = "imu.csv";
    private static final String GPS = "gps.csv";

    /** As {@code ride.json} is written. */
    private record RideDocument(
            @Nullable String vehicle,
            @Nullable String camera,
            @Nullable Map<String, @Nullable String> attributes) {}

    private final Source source;
    private final IndexRequest.Sensors asked;
    private final Path scratch;

    /**
     * A reader of rides in the layout {@code RideLog}.
     *
     * @param asked what frames need
     */
    RideReader(Source source, IndexRequest.Sensors asked, Path scratch) {
        this.source = source;
        this.asked = asked;
        this.scratch = scratch;
    }

    /**
     * Reads one.
     *
     * @param files those of {@code ride.json}, {@code imu.csv} and {@code gps.csv} that are there
     * @param frames the times of the ride's frames, ascending
     */
    Ride read(String name, Set<String> files, TimeAxis frames) throws StepException, IOException {
        try {
            Ride.Description description = description(name, files);
            SensorLog imu = files.contains(IMU) ? imu(name) : SensorLog.NONE;
            SensorLog gps = files.contains(GPS) ? gps(name) : SensorLog.NONE;
            return new Ride(
                    description,
                    new Ride.Sensors(imu, gps),
                    null,
                    RideClock.jump(frames, imu, gps),
                    RideClock.missing(Defect.IMU_MISSING, asked.imu(), imu),
                    RideClock.missing(Defect.GPS_MISSING, asked.gps(), gps));
        } catch (MalformedRecordingException e) {
            return Ride.corrupt(name, new Fault(Defect.CORRUPT, e.what()));
        }
    }

    private Ride.Description description(String name, Set<String> files)
            throws StepException, MalformedRecordingException {
        if (!files.contains(RIDE)) {
            throw new MalformedRecordingException(RIDE, "absent");
        }
        RideDocument ride;
        try {
            ride = Documents.read(source.read(name + "/" + RIDE), RideDocument.class);
        } catch (MalformedDocumentException e) {
            long line = e.getCause() instanceof JsonProcessingException json && json.getLocation() != null
                    ? json.getLocation().getLineNr()
                    : 1;
            throw new MalformedRecordingException(RIDE, line, "no JSON object with vehicle, camera and attributes");
        }
        if (ride.vehicle() == null || ride.camera() == null) {
            throw new MalformedRecordingException(RIDE, "vehicle or camera is absent");
        }
        return new Ride.Description(name, ride.vehicle(), ride.camera(), attributes(ride));
    }

    private static Map<String, String> attributes(RideDocument ride) throws MalformedRecordingException {
        Map<String, String> attributes = new TreeMap<>();
        if (ride.attributes() == null) {
            return attributes;
        }
        for (Map.Entry<String, @Nullable String> attribute : ride.attributes().entrySet()) {
            String value = attribute.getValue();
            if (value == null) {
                throw new MalformedRecordingException(RIDE, "attributes.%s is null".formatted(attribute.getKey()));
            }
            attributes.put(attribute.getKey(), value);
        }
        return attributes;
    }

    // Of the acceleration only its magnitude is used: 8 bytes a sample instead of 24.
    private SensorLog imu(String ride) throws StepException, IOException, MalformedRecordingException {
        SensorLog log = fetch(ride, IMU, SensorLog.IMU, 1, 2, 3);
        if (log.isEmpty()) {
            return log;
        }
        double[] x = log.columns().get(0);
        double[] y = log.columns().get(1);
        double[] z = log.columns().get(2);
        double[] magnitudes = new double[x.length];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.sqrt(x[i] * x[i] + y[i] * y[i] + z[i] * z[i]);
        }
        return new SensorLog(log.times(), List.of(magnitudes));
    }

    private SensorLog gps(String ride) throws StepException, IOException, MalformedRecordingException {
        return fetch(ride, GPS, SensorLog.GPS, 1, 2, 4);
    }

    private SensorLog fetch(String ride, String name, List<String> header, int... kept)
            throws StepException, IOException, MalformedRecordingException {
        Path file = scratch.resolve(name);
        Files.deleteIfExists(file);
        source.fetch(ride + "/" + name, file);
        return SensorLog.read(file, name, header, kept);
    }
}
