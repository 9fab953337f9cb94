package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.worker.index.ScannedFrame.ImageFacts;
import dev.roadworthy.worker.index.ScannedFrame.MaskFacts;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Source;
import dev.roadworthy.worker.store.StoredObject;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads one frame and its mask, and checks them in the order of {@link Defect}. Safe for use by many threads. */
final class FrameScan {

    private final Source source;
    private final MaskMeaning meaning;
    private final MaskCheck masks;
    private final IndexRequest.Sensors asked;
    private final Semaphore decoders;

    /**
     * A scan.
     *
     * @param decoders permits to hold decoded pixels: more threads wait for the source than decode
     */
    FrameScan(Source source, MaskMeaning meaning, IndexRequest.Sensors asked, Semaphore decoders) {
        this.source = source;
        this.meaning = meaning;
        this.masks = new MaskCheck(meaning);
        this.asked = asked;
        this.decoders = decoders;
    }

    ScannedFrame scan(Ride ride, FrameRef ref) throws StepException, InterruptedException {
        if (ride.corrupt() != null) {
            return faulty(ride, ref, ride.corrupt());
        }
        if (ref.image().bytes() > Images.MAX_BYTES) {
            return faulty(
                    ride,
                    ref,
                    new Fault(
                            Defect.CORRUPT,
                            "%d bytes are more than it may have"
                                    .formatted(ref.image().bytes())));
        }
        ImageFacts image;
        try {
            image = look(source.read(ref.image().path()));
        } catch (Images.UndecodableException e) {
            return faulty(ride, ref, new Fault(Defect.CORRUPT, e.what()));
        }
        if (ref.label() == null) {
            return whole(ride, ref, image, null);
        }
        return switch (check(ref.label(), image)) {
            case Labelled.Sound(MaskFacts mask) -> whole(ride, ref, image, mask);
            case Labelled.Faulty(Fault fault) ->
                new ScannedFrame(ref, ride.description().name(), image, null, Surroundings.UNKNOWN, fault);
        };
    }

    private sealed interface Labelled {
        record Sound(MaskFacts mask) implements Labelled {}

        record Faulty(Fault fault) implements Labelled {}
    }

    private static ScannedFrame faulty(Ride ride, FrameRef ref, Fault fault) {
        return new ScannedFrame(ref, ride.description().name(), null, null, Surroundings.UNKNOWN, fault);
    }

    private ImageFacts look(byte[] file) throws Images.UndecodableException, InterruptedException {
        Digest digest = Digest.of(file);
        decoders.acquire();
        try {
            BufferedImage image = Images.decode(file);
            return new ImageFacts(digest, file.length, image.getWidth(), image.getHeight(), PerceptualHash.of(image));
        } finally {
            decoders.release();
        }
    }

    private Labelled check(StoredObject label, ImageFacts image) throws StepException, InterruptedException {
        if (label.bytes() > Images.MAX_BYTES) {
            return new Labelled.Faulty(new Fault(
                    Defect.LABEL_MISMATCH, "the mask's %d bytes are more than it may have".formatted(label.bytes())));
        }
        byte[] file = source.read(label.path());
        Digest digest = Digest.of(file);
        decoders.acquire();
        try {
            return switch (masks.check(file, image.width(), image.height())) {
                case MaskCheck.Outcome.Sound(Map<String, Long> pixels) ->
                    new Labelled.Sound(new MaskFacts(digest, file.length, meaning.text(), pixels));
                case MaskCheck.Outcome.Faulty(Fault fault) -> new Labelled.Faulty(fault);
            };
        } finally {
            decoders.release();
        }
    }

    private ScannedFrame whole(Ride ride, FrameRef ref, ImageFacts image, @Nullable MaskFacts mask) {
        Ride.Sensors sensors = ride.sensors();
        // Where the clock steps back there is no nearest sample.
        Surroundings surroundings = ref.capturedAt() == null || ride.clockJump() != null
                ? Surroundings.UNKNOWN
                : Surroundings.at(sensors.imu(), sensors.gps(), ref.capturedAt());
        return new ScannedFrame(
                ref, ride.description().name(), image, mask, surroundings, firstFault(ride, surroundings));
    }

    private @Nullable Fault firstFault(Ride ride, Surroundings surroundings) {
        Surroundings.Shake shake = surroundings.shake();
        Surroundings.Fix fix = surroundings.fix();
        if (ride.clockJump() != null) {
            return ride.clockJump();
        }
        if (ride.imuMissing() != null) {
            return ride.imuMissing();
        }
        Fault far = RideClock.tooFar(Defect.IMU_MISSING, asked.imu(), shake == null ? null : shake.skewMs());
        if (far != null) {
            return far;
        }
        return ride.gpsMissing() != null
                ? ride.gpsMissing()
                : RideClock.tooFar(Defect.GPS_MISSING, asked.gps(), fix == null ? null : fix.skewMs());
    }
}
