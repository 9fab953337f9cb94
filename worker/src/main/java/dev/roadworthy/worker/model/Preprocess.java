package dev.roadworthy.worker.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.worker.model.ModelFaultException.Part;
import java.io.IOException;
import java.util.List;

/**
 * The file {@code preprocess.json} of a model, see {@code docs/trainer-contract.md}.
 *
 * @param input how a frame becomes the network's input
 * @param output what its output means
 */
public record Preprocess(Input input, Output output) {

    /** The largest width and height of an input in pixels. */
    static final int MAX_SIDE = 8192;

    private static final int CHANNELS = 3;

    // Strict: a field that we ignore is one that a trainer believes in.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /**
     * How a frame becomes the input.
     *
     * @param scale of a level of 0 to 255
     * @param mean of R, G and B after {@code scale}
     * @param std of R, G and B after {@code scale}
     */
    public record Input(
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
     * What the output means.
     *
     * @param classes of its channels, background first
     */
    public record Output(String name, String layout, List<String> classes) {}

    /** Reads and checks the file. */
    public static Preprocess read(byte[] json) throws ModelFaultException {
        Preprocess preprocess;
        try {
            preprocess = JSON.readValue(json, Preprocess.class);
        } catch (JsonProcessingException e) {
            throw fault(e.getOriginalMessage().lines().findFirst().orElse("it is no JSON"));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
        if (preprocess == null) {
            throw fault("it is null");
        }
        checkInput(preprocess.input());
        requireWord("output.layout", preprocess.output().layout(), "NCHW");
        return preprocess;
    }

    private static void checkInput(Input input) throws ModelFaultException {
        requireWord("input.layout", input.layout(), "NCHW");
        requireWord("input.channels", input.channels(), "RGB");
        requireWord("input.resize", input.resize(), "bilinear");
        if (input.width() < 1 || input.width() > MAX_SIDE || input.height() < 1 || input.height() > MAX_SIDE) {
            throw fault("input.width and input.height are %d and %d; each must be 1 to %d"
                    .formatted(input.width(), input.height(), MAX_SIDE));
        }
        if (!Double.isFinite(input.scale()) || input.scale() <= 0) {
            throw fault("input.scale is %s; it must be greater than 0".formatted(input.scale()));
        }
        requireThree("input.mean", input.mean());
        requireThree("input.std", input.std());
        if (input.std().stream().anyMatch(std -> std <= 0)) {
            throw fault("input.std is %s; each must be greater than 0".formatted(input.std()));
        }
    }

    private static void requireWord(String field, String found, String expected) throws ModelFaultException {
        if (!found.equals(expected)) {
            throw fault("%s is '%s'; it must be '%s'".formatted(field, found, expected));
        }
    }

    private static void requireThree(String field, List<Double> values) throws ModelFaultException {
        // A null within a list is no null of a creator's property.
        if (values.size() != CHANNELS || !values.stream().allMatch(v -> v != null && Double.isFinite(v))) {
            throw fault("%s is %s; it must be three numbers, of R, G and B".formatted(field, values));
        }
    }

    private static ModelFaultException fault(String what) {
        return new ModelFaultException(Part.PREPROCESS, what, null);
    }
}
