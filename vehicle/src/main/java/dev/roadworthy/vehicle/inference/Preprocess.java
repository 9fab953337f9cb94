package dev.roadworthy.vehicle.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.vehicle.inference.ModelFaultException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a frame becomes a network's input, and what its output means: {@code preprocess.json} of the trainer contract.
 *
 * @param input of the network
 * @param output of the network
 */
record Preprocess(Input input, Output output) {

    private static final int MAX_SIDE = 8192;

    // An unknown member changes what the numbers mean, and a vehicle that skips it sees another road.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The input: {@code (level * scale - mean) / std} of R, G and B.
     *
     * @param width in pixels
     * @param height in pixels
     */
    record Input(
            String name,
            String layout,
            String channels,
            int width,
            int height,
            String resize,
            double scale,
            List<Double> mean,
            List<Double> std) {}

    /**
     * The output.
     *
     * @param classes of its channels, background first
     */
    record Output(String name, String layout, List<String> classes) {}

    /** Reads the file of a model. */
    static Preprocess read(Path file) throws ModelFaultException, IOException {
        if (!Files.exists(file)) {
            throw fault("the model has no preprocess.json");
        }
        Preprocess read;
        try {
            read = JSON.readValue(Files.readAllBytes(file), Preprocess.class);
        } catch (JsonProcessingException e) {
            throw fault("preprocess.json: " + e.getOriginalMessage());
        }
        if (read == null || !read.isUnderstood()) {
            throw fault("preprocess.json asks for something that the trainer contract does not have: " + read);
        }
        return read;
    }

    private boolean isUnderstood() {
        return input.layout().equals("NCHW")
                && output.layout().equals("NCHW")
                && input.channels().equals("RGB")
                && input.resize().equals("bilinear")
                && isSide(input.width())
                && isSide(input.height())
                && isPositive(input.scale())
                && isTriple(input.mean())
                && isTriple(input.std())
                && input.std().stream().allMatch(Preprocess::isPositive)
                && !output.classes().isEmpty();
    }

    private static boolean isSide(int pixels) {
        return pixels >= 1 && pixels <= MAX_SIDE;
    }

    private static boolean isPositive(double number) {
        return Double.isFinite(number) && number > 0;
    }

    private static boolean isTriple(List<Double> numbers) {
        return numbers.size() == FrameInput.CHANNELS
                && numbers.stream().allMatch(number -> number != null && Double.isFinite(number));
    }

    private static ModelFaultException fault(String message) {
        return new ModelFaultException(Code.PREPROCESS_INVALID, message, null);
    }
}
