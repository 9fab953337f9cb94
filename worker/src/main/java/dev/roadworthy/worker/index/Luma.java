package dev.roadworthy.worker.index;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Brightness of an image on a small square. */
final class Luma {

    private Luma() {}

    /**
     * The mean luma (0 to 255, ITU-R BT.601 weights) of each cell of a grid laid over the image. A pixel on the edge of
     * two cells counts in both by its area, so that an image and its scaled copy give nearly the same; the sums are of
     * integers, and so exact.
     *
     * @param side cells of a row and of a column
     * @return row by row
     */
    static double[] grid(BufferedImage image, int side) {
        int width = image.getWidth();
        int height = image.getHeight();
        long[] sums = new long[side * side];
        Rows rows = new Rows(image, side);
        for (int y = 0; y < height; y++) {
            long[] row = rows.cells(y);
            // In units of 1/side of a pixel, a pixel is side long and a cell is the image's length.
            long end = (y + 1L) * side;
            for (long at = (long) y * side; at < end; ) {
                int cell = (int) (at / height);
                long until = Math.min(end, (cell + 1L) * height);
                for (int i = 0; i < side; i++) {
                    sums[cell * side + i] += (until - at) * row[i];
                }
                at = until;
            }
        }
        double[] grid = new double[sums.length];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = sums[i] / (1000.0 * width * height);
        }
        return grid;
    }

    /** Reads one row at a time, so that no second copy of the image is held. */
    private static final class Rows {

        private final BufferedImage image;
        private final Raster raster;
        private final boolean palette;
        private final int bands;
        private final int shift;
        private final int[] samples;
        private final long[] cells;

        Rows(BufferedImage image, int side) {
            this.image = image;
            this.raster = image.getRaster();
            this.palette = image.getColorModel() instanceof IndexColorModel;
            this.bands = raster.getNumBands();
            this.shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
            this.samples = new int[image.getWidth() * (palette ? 1 : bands)];
            this.cells = new long[side];
        }

        /** The sums of luma over each cell of a row, in 1/1000 of a level and 1/side of a pixel. */
        long[] cells(int y) {
            int width = image.getWidth();
            if (palette) {
                image.getRGB(0, y, width, 1, samples, 0, width);
            } else {
                raster.getPixels(0, y, width, 1, samples);
            }
            int side = cells.length;
            Arrays.fill(cells, 0);
            int cell = 0;
            long cellEnd = width;
            long at = 0;
            for (int x = 0; x < width; x++) {
                long luma = milliluma(x);
                long end = at + side;
                for (; cellEnd <= end; cellEnd += width) {
                    cells[cell++] += (cellEnd - at) * luma;
                    at = cellEnd;
                }
                if (at < end) {
                    cells[cell] += (end - at) * luma;
                    at = end;
                }
            }
            return cells;
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
