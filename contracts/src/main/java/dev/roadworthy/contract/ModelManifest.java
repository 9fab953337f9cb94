package dev.roadworthy.contract;

import java.util.List;

/**
 * A trained model as the step {@code publish} stored it: the document of its result. Its digest is the model's digest.
 *
 * @param format {@value #FORMAT}
 * @param files all files of the model's folder, sorted by path
 * @param opset of the ONNX operator set
 * @param input what the model takes
 * @param output what it gives
 * @param bytes of all files
 */
public record ModelManifest(int format, List<File> files, long opset, Input input, Output output, long bytes) {

    public static final int FORMAT = 1;

    /** The path of the model itself. */
    public static final String MODEL = "model.onnx";

    /** The path of the description of its input. */
    public static final String PREPROCESS = "preprocess.json";

    /**
     * A file of the model.
     *
     * @param path relative, with {@code /}
     */
    public record File(String path, ArtifactRef content) {}

    /**
     * What the model takes: an image as {@code float32[batch, 3, height, width]}.
     *
     * @param name of the graph's input
     */
    public record Input(String name, int width, int height) {}

    /**
     * What the model gives: scores as {@code float32[batch, classes, height, width]}.
     *
     * @param name of the graph's output
     * @param classes of its channels, {@code background} first
     */
    public record Output(String name, List<String> classes) {}
}
