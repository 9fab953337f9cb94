package dev.roadworthy.vehicle.inference;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Path;

/** Where models come from. */
@FunctionalInterface
public interface Models {

    /**
     * Opens the model of a release.
     *
     * @param release its directory, which has {@code model/}
     */
    Model open(Path release) throws ModelFaultException, IOException;

    /** The version of the ONNX Runtime that runs here, for example {@code 1.28.0}. */
    static String onnxRuntimeVersion() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    /**
     * Each release in a session of ONNX Runtime of its own.
     *
     * @param threads that one inference uses
     */
    static Models onnx(int threads) {
        return release -> OnnxModel.open(release.resolve("model"), threads);
    }
}
