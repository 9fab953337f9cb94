package dev.roadworthy.vehicle.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.roadworthy.vehicle.inference.ModelFaultException.Code;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model of the trainer contract in ONNX Runtime on the CPU. */
final class OnnxModel implements Model {

    private static final int RANK = 4;

    private final OrtSession session;
    private final Preprocess preprocess;

    private OnnxModel(OrtSession session, Preprocess preprocess) {
        this.session = session;
        this.preprocess = preprocess;
    }

    /**
     * Opens a model.
     *
     * @param directory with {@code model.onnx} and {@code preprocess.json}
     */
    static OnnxModel open(Path directory, int threads) throws ModelFaultException, IOException {
        Preprocess preprocess = Preprocess.read(directory.resolve("preprocess.json"));
        OrtSession session;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = OrtEnvironment.getEnvironment()
                    .createSession(directory.resolve("model.onnx").toString(), options);
        } catch (OrtException e) {
            throw unloadable("ONNX Runtime does not load model.onnx: " + e.getMessage(), e);
        }
        OnnxModel model = new OnnxModel(session, preprocess);
        try {
            model.checkSignature();
        } catch (OrtException e) {
            model.close();
            throw unloadable("ONNX Runtime does not tell the inputs of model.onnx: " + e.getMessage(), e);
        } catch (ModelFaultException e) {
            model.close();
            throw e;
        }
        return model;
    }

    private void checkSignature() throws OrtException, ModelFaultException {
        long[] input = shape("input", session.getInputInfo(), preprocess.input().name());
        long[] expected = {
            -1,
            FrameInput.CHANNELS,
            preprocess.input().height(),
            preprocess.input().width()
        };
        if (!Arrays.equals(input, expected)) {
            throw unloadable(
                    "its input is %s; expected %s".formatted(Arrays.toString(input), Arrays.toString(expected)), null);
        }
        long[] output =
                shape("output", session.getOutputInfo(), preprocess.output().name());
        if (output.length != RANK || (output[1] >= 0 && output[1] != channels())) {
            throw unloadable(
                    "its output is %s; expected [N, %d, h, w]".formatted(Arrays.toString(output), channels()), null);
        }
    }

    private static long[] shape(String side, Map<String, NodeInfo> nodes, String name) throws ModelFaultException {
        NodeInfo node = nodes.get(name);
        if (nodes.size() != 1
                || node == null
                || !(node.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT) {
            throw unloadable(
                    "it has the %ss %s; expected one of float32, '%s'".formatted(side, nodes.keySet(), name), null);
        }
        return tensor.getShape();
    }

    private int channels() {
        return preprocess.output().classes().size();
    }

    @Override
    public Duration look(BufferedImage frame, Duration limit) throws ModelFaultException {
        FloatBuffer numbers = FrameInput.of(frame, preprocess.input());
        long[] shape = {
            1,
            FrameInput.CHANNELS,
            preprocess.input().height(),
            preprocess.input().width()
        };
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                Deadline deadline = new Deadline(options, limit);
                OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, shape)) {
            long start = System.nanoTime();
            try (OrtSession.Result result =
                    session.run(Map.of(preprocess.input().name(), input), options)) {
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                checkOutput(result);
                return took;
            } catch (OrtException e) {
                throw deadline.isOver() ? tooSlow(limit, e) : failed(e);
            }
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private void checkOutput(OrtSession.Result result) throws ModelFaultException {
        if (!(result.get(0) instanceof OnnxTensor output)) {
            throw new ModelFaultException(Code.INFERENCE_WRONG_SHAPE, "the output is no tensor", null);
        }
        long[] shape = output.getInfo().getShape();
        if (shape.length != RANK || shape[0] != 1 || shape[1] != channels() || shape[2] < 1 || shape[3] < 1) {
            throw new ModelFaultException(
                    Code.INFERENCE_WRONG_SHAPE,
                    "for one frame the output is %s; expected [1, %d, h, w]"
                            .formatted(Arrays.toString(shape), channels()),
                    null);
        }
        FloatBuffer logits = output.getFloatBuffer();
        while (logits.hasRemaining()) {
            float logit = logits.get();
            if (!Float.isFinite(logit)) {
                throw new ModelFaultException(Code.INFERENCE_NOT_FINITE, "an output is " + logit, null);
            }
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session that was open does not close", e);
        }
    }

    private static ModelFaultException unloadable(String message, @Nullable Throwable cause) {
        return new ModelFaultException(Code.MODEL_UNLOADABLE, message, cause);
    }

    private static ModelFaultException failed(OrtException cause) {
        return new ModelFaultException(
                Code.INFERENCE_FAILED, "ONNX Runtime fails to run the model: " + cause.getMessage(), cause);
    }

    private static ModelFaultException tooSlow(Duration limit, OrtException cause) {
        return new ModelFaultException(
                Code.INFERENCE_TOO_SLOW, "it was ended after %d ms".formatted(limit.toMillis()), cause);
    }

    /** Ends an inference that does not end by itself. */
    private static final class Deadline implements AutoCloseable {

        private final OrtSession.RunOptions options;
        private final Thread watch;
        private boolean closed;
        private boolean over;

        Deadline(OrtSession.RunOptions options, Duration limit) {
            this.options = options;
            // No virtual thread: those wait for a carrier, and each may be in an inference that does not end.
            this.watch = Thread.ofPlatform().daemon().name("deadline").start(() -> watch(limit));
        }

        private void watch(Duration limit) {
            try {
                Thread.sleep(limit);
                end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        // The options are native memory, which close() of their owner frees: never touched after this one is closed.
        private synchronized void end() {
            if (closed) {
                return;
            }
            over = true;
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException("options that are open take a flag", e);
            }
        }

        synchronized boolean isOver() {
            return over;
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            watch.interrupt();
        }
    }
}
