package dev.roadworthy.bundle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleSampleTest {

    @Test
    void theSampleModelRunsInOnnxRuntime() throws Exception {
        int side = SampleModel.SIDE;
        float[] image = new float[SampleModel.CHANNELS * side * side];
        for (int i = 0; i < image.length; i++) {
            image[i] = i / 7f;
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {1, SampleModel.CHANNELS, side, side};
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(SampleModel.onnx(), options);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
                OrtSession.Result result = session.run(Map.of("image", input))) {
            assertThat(session.getInputNames()).containsExactly("image");
            OnnxTensor scores = (OnnxTensor) result.get("scores").orElseThrow();
            assertThat(scores.getInfo().getShape()).isEqualTo(shape);
            assertThat(scores.getFloatBuffer().array()).isEqualTo(image);
        }
    }
}
