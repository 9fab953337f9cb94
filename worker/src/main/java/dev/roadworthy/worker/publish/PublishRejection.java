package dev.roadworthy.worker.publish;

/** Why what a trainer left is not published: the reasons of {@code Rejected}. */
public enum PublishRejection {
    /** The request is no {@code PublishRequest} of this format. */
    RequestInvalid,
    /** The output has no {@code model.onnx} or no {@code preprocess.json}. */
    ModelMissing,
    /** The output has a link, an empty directory or a special file. */
    OutputInvalid,
    /** {@code model.onnx} does not load, or does not keep the trainer contract. */
    ModelInvalid,
    /** {@code preprocess.json} does not read, or is not for the dataset's classes. */
    PreprocessInvalid,
    /** The model gives infinities or what is not a number. */
    NotFinite
}
