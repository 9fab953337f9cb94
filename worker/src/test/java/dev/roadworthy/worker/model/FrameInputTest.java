package dev.roadworthy.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameInputTest {

    private static final int[][] LEVELS = {{0, 40, 80, 120}, {10, 50, 90, 130}, {200, 210, 220, 230}};

    private static float[] input(BufferedImage frame, double scale, List<Double> mean, List<Double> std) {
        FloatBuffer numbers = FloatBuffer.allocate(3 * 2 * 3);
        new FrameInput(new Preprocess.Input("image", "NCHW", "RGB", 3, 2, "bilinear", scale, mean, std))
                .write(frame, numbers, 0);
        float[] all = new float[numbers.capacity()];
        numbers.get(0, all);
        return all;
    }

    private static BufferedImage frame(int type, int... shifts) {
        BufferedImage frame = new BufferedImage(4, 3, type);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                for (int band = 0; band < shifts.length; band++) {
                    frame.getRaster().setSample(x, y, band, LEVELS[y][x] + shifts[band]);
                }
            }
        }
        return frame;
    }

    @Test
    void resizesTheExampleOfTheContract() {
        float[] grey = input(frame(BufferedImage.TYPE_BYTE_GRAY, 0), 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

        float[] expected = {9.1667f, 62.5f, 115.8333f, 155.4167f, 178.75f, 202.0833f};
        for (int i = 0; i < grey.length; i++) {
            assertThat(grey[i]).isCloseTo(expected[i % expected.length], within(5e-5f));
        }
    }

    @Test
    void normalisesEachChannelByItsOwnNumbers() {
        float[] color = input(
                frame(BufferedImage.TYPE_3BYTE_BGR, 0, 10, 20), 0.5, List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 4.0));

        assertThat(color[1]).as("red").isCloseTo((62.5f * 0.5f - 1) / 1, within(1e-5f));
        assertThat(color[6 + 1]).as("green").isCloseTo((72.5f * 0.5f - 2) / 2, within(1e-5f));
        assertThat(color[12 + 1]).as("blue").isCloseTo((82.5f * 0.5f - 3) / 4, within(1e-5f));
    }
}
