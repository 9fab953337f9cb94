package dev.roadworthy.vehicle.inference;

import org.jspecify.annotations.Nullable;

/** A model cannot be used; the message says what is wrong. */
public final class ModelFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong. The names are reported by vehicles and never change their meaning. */
    public enum Code {
        /** {@code preprocess.json} is missing, or is not of the trainer contract. */
        PREPROCESS_INVALID,
        /** ONNX Runtime does not load {@code model.onnx}, or its inputs and outputs are not those of {@code preprocess.json}. */
        MODEL_UNLOADABLE,
        /** The sample that the bundle carries is no picture. */
        GOLDEN_SAMPLE_INVALID,
        /** ONNX Runtime fails to run it. */
        INFERENCE_FAILED,
        /** The output is not of the shape that it has to have. */
        INFERENCE_WRONG_SHAPE,
        /** An output is infinite or not a number. */
        INFERENCE_NOT_FINITE,
        /** One inference took longer than the vehicle waits. */
        INFERENCE_TOO_SLOW
    }

    private final Code code;

    public ModelFaultException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
