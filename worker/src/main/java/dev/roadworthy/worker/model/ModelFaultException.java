package dev.roadworthy.worker.model;

import org.jspecify.annotations.Nullable;

/** A model does not keep the trainer contract; the message says what is wrong. */
public final class ModelFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Which part of the contract. */
    public enum Part {
        /** {@code model.onnx} */
        MODEL,
        /** {@code preprocess.json} */
        PREPROCESS,
        /** What the network computes. */
        NOT_FINITE
    }

    private final Part part;

    ModelFaultException(Part part, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.part = part;
    }

    public Part part() {
        return part;
    }
}
