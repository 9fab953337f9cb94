package dev.roadworthy.worker.index;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Brightness of an image on a small square. */
final class Luma {

    private Luma() {}

    /**
     * The mean luma (0 to 255, ITU-R BT.601 weights) of each cell of a grid laid over the image.
     *
     * @param side cells of a row and of a column; an image of fewer pixels repeats some
     * @return row by row
     */
    static double[] grid(BufferedImage image, int side) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] edges = edges(width, side);
        double[] grid = new double[side * side];
        Row row = new Row(image);
        long[] sums = new long[side];
        for (int j = 0; j < side; j++) {
            int top = (int) ((long) j * height / side);
            int bottom = Math.max(top + 1, (int) ((j + 1L) * height / side));
            Arrays.fill(sums, 0);
            for (int y = top; y < bottom; y++) {
                row.addTo(sums, edges, y);
            }
            for (int i = 0; i < side; i++) {
                long pixels = (long) (bottom - top) * (edges[2 * i + 1] - edges[2 * i]);
                grid[j * side + i] = sums[i] / (1000.0 * pixels);
            }
        }
        return grid;
    }

    private static int[] edges(int length, int cells) {
        int[] edges = new int[2 * cells];
        for (int i = 0; i < cells; i++) {
            edges[2 * i] = (int) ((long) i * length / cells);
            edges[2 * i + 1] = Math.max(edges[2 * i] + 1, (int) ((i + 1L) * length / cells));
        }
        return edges;
    }

    /** Reads one row at a time, so that no second copy of the image is held. */
    private static final class Row {

        private final BufferedImage image;
        private final Raster raster;
        private final boolean palette;
        private final int bands;
        private final int shift;
        private int[] samples = new int[0];

        Row(BufferedImage image) {
            this.image = image;
            this.raster = image.getRaster();
            this.palette = image.getColorModel() instanceof IndexColorModel;
            this.bands = raster.getNumBands();
            this.shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        }

        void addTo(long[] sums, int[] edges, int y) {
            samples = palette
                    ? image.getRGB(0, y, image.getWidth(), 1, samples.length == 0 ? null : samples, 0, image.getWidth())
                    : raster.getPixels(0, y, image.getWidth(), 1, samples.length == 0 ? (int[]) null : samples);
            for (int i = 0; i < sums.length; i++) {
                long sum = 0;
                for (int x = edges[2 * i]; x < edges[2 * i + 1]; x++) {
                    sum += milliluma(x);
                }
                sums[i] += sum;
            }
        }

        private int milliluma(int x) {
            if (palette) {
                int rgb = samples[x];
                return 299 * ((rgb >> 16) & 0xFF) + 587 * ((rgb >> 8) & 0xFF) + 114 * (rgb & 0xFF);
            }
            int i = x * bands;
            return bands < 3
                    ? 1000 * (samples[i] >> shift)
                    : 299 * (samples[i] >> shift) + 587 * (samples[i + 1] >> shift) + 114 * (samples[i + 2] >> shift);
        }
    }
}
