package dev.roadworthy.worker.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.roadworthy.worker.model.ModelFaultException.Part;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model in ONNX Runtime on the CPU, checked against the trainer contract as it is opened and as it runs. */
public final class Network implements AutoCloseable {

    /** Oldest and newest operator set of the trainer contract. */
    static final long MIN_OPSET = 11;

    static final long MAX_OPSET = 17;

    private static final int RANK = 4;
    private static final int CHANNELS = 3;

    private final OrtSession session;
    private final Preprocess preprocess;
    private final long opset;

    private Network(OrtSession session, Preprocess preprocess, long opset) {
        this.session = session;
        this.preprocess = preprocess;
        this.opset = opset;
    }

    /**
     * Opens a model.
     *
     * @param model a file in a directory of its own, so that weights that lie beside it are missed here and not on a
     *     vehicle
     * @param threads that one inference uses
     */
    public static Network open(Path model, Preprocess preprocess, int threads) throws ModelFaultException, IOException {
        long opset = opset(model);
        OrtSession session;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = OrtEnvironment.getEnvironment().createSession(model.toString(), options);
        } catch (OrtException e) {
            throw fault("ONNX Runtime does not load it: %s".formatted(e.getMessage()), e);
        }
        Network network = new Network(session, preprocess, opset);
        try {
            network.checkSignature();
        } catch (OrtException e) {
            network.close();
            throw fault("ONNX Runtime does not tell its inputs and outputs: %s".formatted(e.getMessage()), e);
        } catch (ModelFaultException e) {
            network.close();
            throw e;
        }
        return network;
    }

    private static long opset(Path model) throws ModelFaultException, IOException {
        Map<String, Long> imports;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(model))) {
            imports = OnnxOperators.imports(in);
        }
        Long opset = imports.get("");
        if (opset == null || imports.size() > 1) {
            throw fault("it imports operators of %s; only the default domain may be used".formatted(imports), null);
        }
        if (opset < MIN_OPSET || opset > MAX_OPSET) {
            throw fault("it has opset %d; export it with %d to %d".formatted(opset, MIN_OPSET, MAX_OPSET), null);
        }
        return opset;
    }

    private void checkSignature() throws OrtException, ModelFaultException {
        Preprocess.Input in = preprocess.input();
        TensorInfo input = only("input", session.getInputInfo(), in.name());
        long[] expected = {-1, CHANNELS, in.height(), in.width()};
        if (!Arrays.equals(input.getShape(), expected)) {
            throw fault(
                    "its input is %s; it must be [N, 3, %d, %d] with N of any size, as preprocess.json says"
                            .formatted(Arrays.toString(input.getShape()), in.height(), in.width()),
                    null);
        }
        long[] output = only(
                        "output", session.getOutputInfo(), preprocess.output().name())
                .getShape();
        if (output.length != RANK) {
            throw fault("its output is %s; it must be [N, K, h, w]".formatted(Arrays.toString(output)), null);
        }
        if (output[1] >= 0 && output[1] != channels()) {
            throw wrongChannels(output[1]);
        }
    }

    private static TensorInfo only(String side, Map<String, NodeInfo> nodes, String name) throws ModelFaultException {
        if (nodes.size() != 1 || !nodes.containsKey(name)) {
            throw fault(
                    "it has the %ss %s; preprocess.json names one, '%s'".formatted(side, nodes.keySet(), name), null);
        }
        NodeInfo node = nodes.get(name);
        if (node == null || !(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw fault("its %s '%s' is no tensor of float32".formatted(side, name), null);
        }
        return tensor;
    }

    private int channels() {
        return preprocess.output().classes().size();
    }

    private ModelFaultException wrongChannels(long found) {
        return fault("its output has %d channels; preprocess.json names %d classes".formatted(found, channels()), null);
    }

    /** Version of the default domain's operators. */
    public long opset() {
        return opset;
    }

    /** Numbers of one frame's input. */
    public int inputSize() {
        return CHANNELS * preprocess.input().height() * preprocess.input().width();
    }

    /**
     * Runs the network once on several frames.
     *
     * @param inputs direct; {@code frames} times {@link #inputSize()} numbers from its start
     */
    public Scores run(FloatBuffer inputs, int frames) throws ModelFaultException {
        FloatBuffer batch = inputs.slice(0, frames * inputSize());
        long[] shape = {
            frames, CHANNELS, preprocess.input().height(), preprocess.input().width()
        };
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), batch, shape);
                OrtSession.Result result = session.run(Map.of(preprocess.input().name(), tensor))) {
            if (!(result.get(0) instanceof OnnxTensor output)) {
                throw fault("its output is no tensor", null);
            }
            long[] found = output.getInfo().getShape();
            if (found.length != RANK || found[0] != frames) {
                throw fault("for %d frames its output is %s".formatted(frames, Arrays.toString(found)), null);
            }
            if (found[1] != channels()) {
                throw wrongChannels(found[1]);
            }
            return new Scores(output.getFloatBuffer(), (int) found[1], (int) found[2], (int) found[3]);
        } catch (OrtException e) {
            throw fault("it fails for a batch of %d: %s".formatted(frames, e.getMessage()), e);
        }
    }

    private static ModelFaultException fault(String what, @Nullable Throwable cause) {
        return new ModelFaultException(Part.MODEL, what, cause);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session that was open does not close", e);
        }
    }
}
