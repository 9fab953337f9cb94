package dev.roadworthy.vehicle.inference;

import dev.roadworthy.vehicle.inference.ModelFaultException.Code;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The frame on which a model has to run once before it may run at all. */
public final class GoldenSample {

    private GoldenSample() {}

    /**
     * {@code model/golden.png}, which is signed with the model, or the first of the made frames where there is none.
     *
     * @param release its directory
     */
    public static BufferedImage of(Path release) throws ModelFaultException {
        Path carried = release.resolve("model/golden.png");
        if (!Files.exists(carried)) {
            return Frames.generate(0);
        }
        try {
            return Frames.read(carried);
        } catch (IOException e) {
            throw new ModelFaultException(Code.GOLDEN_SAMPLE_INVALID, "model/golden.png: " + e.getMessage(), e);
        }
    }
}
