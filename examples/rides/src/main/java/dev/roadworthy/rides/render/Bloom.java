package dev.roadworthy.rides.render;

/** Light that spreads in the lens: a soft halo about all that is brighter than white. */
final class Bloom {

    private static final int CELL = 4;
    private static final int ROUNDS = 2;
    private static final int REACH = 3;

    private Bloom() {}

    static void add(float[] light, int width, int height, float share) {
        int w = (width + CELL - 1) / CELL;
        int h = (height + CELL - 1) / CELL;
        float[] cells = new float[w * h];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float over = Math.min(12, light[y * width + x]) - 0.9f;
                if (over > 0) {
                    cells[y / CELL * w + x / CELL] += over / (CELL * CELL);
                }
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            cells = blur(blur(cells, w, h, 1, w), w, h, w, 1);
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                light[y * width + x] +=
                        share * between(cells, w, h, (x + 0.5f) / CELL - 0.5f, (y + 0.5f) / CELL - 0.5f);
            }
        }
    }

    private static float between(float[] cells, int w, int h, float x, float y) {
        int x0 = Math.clamp((int) Math.floor(x), 0, w - 1);
        int y0 = Math.clamp((int) Math.floor(y), 0, h - 1);
        int x1 = Math.min(w - 1, x0 + 1);
        int y1 = Math.min(h - 1, y0 + 1);
        float u = Math.clamp(x - x0, 0f, 1f);
        float v = Math.clamp(y - y0, 0f, 1f);
        float top = cells[y0 * w + x0] * (1 - u) + cells[y0 * w + x1] * u;
        float low = cells[y1 * w + x0] * (1 - u) + cells[y1 * w + x1] * u;
        return top * (1 - v) + low * v;
    }

    /** Box blur along the axis with stride {@code step}; lines are {@code line} apart. */
    private static float[] blur(float[] in, int w, int h, int step, int line) {
        float[] out = new float[in.length];
        int length = step == 1 ? w : h;
        int lines = step == 1 ? h : w;
        for (int k = 0; k < lines; k++) {
            for (int i = 0; i < length; i++) {
                float sum = 0;
                for (int j = -REACH; j <= REACH; j++) {
                    int at = i + j;
                    if (at >= 0 && at < length) {
                        sum += in[k * line + at * step];
                    }
                }
                out[k * line + i * step] = sum / (2 * REACH + 1);
            }
        }
        return out;
    }
}
