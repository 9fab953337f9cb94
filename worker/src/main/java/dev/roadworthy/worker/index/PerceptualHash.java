package dev.roadworthy.worker.index;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an image looks like, in 256 bits: one for each of the 16×16 lowest frequencies of the discrete cosine transform
 * of its brightness on a grid of 64×64, set where the coefficient is above the median of them all. Equal pictures that
 * were scaled or encoded again differ in a few bits, other pictures in about half of them.
 *
 * @param a the first 64 bits: the four lowest rows of frequencies; {@code b}, {@code c} and {@code d} follow
 * @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">Zauner, Implementation and Benchmarking of Perceptual
 *     Image Hash Functions, 2010, section 3.2.1</a>
 */
record PerceptualHash(long a, long b, long c, long d) {

    static final int BITS = 256;

    private static final int GRID = 64;
    private static final int FREQUENCIES = 16;

    // Coefficients count in steps of 1/1024 of a gray level, so that the rounding of floating point decides no bit of
    // an even picture.
    private static final double STEPS = 1024;

    private static final double[][] COSINES = cosines();

    static PerceptualHash of(BufferedImage image) {
        double[] coefficients = lowFrequencies(Luma.grid(image, GRID));
        double[] sorted = coefficients.clone();
        Arrays.sort(sorted);
        double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
        long[] words = new long[4];
        for (int i = 0; i < BITS; i++) {
            if (coefficients[i] > median) {
                words[i / 64] |= 1L << (63 - i % 64);
            }
        }
        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    /** Reads {@link #toString}. */
    static PerceptualHash parse(String hex) {
        return new PerceptualHash(
                HexFormat.fromHexDigitsToLong(hex, 0, 16),
                HexFormat.fromHexDigitsToLong(hex, 16, 32),
                HexFormat.fromHexDigitsToLong(hex, 32, 48),
                HexFormat.fromHexDigitsToLong(hex, 48, 64));
    }

    /** The number of bits in which two hashes differ. */
    int distance(PerceptualHash other) {
        return Long.bitCount(a ^ other.a)
                + Long.bitCount(b ^ other.b)
                + Long.bitCount(c ^ other.c)
                + Long.bitCount(d ^ other.d);
    }

    /** The bit of a frequency, counted row by row. */
    int bit(int i) {
        long word =
                switch (i / 64) {
                    case 0 -> a;
                    case 1 -> b;
                    case 2 -> c;
                    default -> d;
                };
        return (int) ((word >>> (63 - i % 64)) & 1);
    }

    /** 64 hex digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    // Rows first, then columns: 16×64×64 + 16×16×64 multiplications.
    private static double[] lowFrequencies(double[] grid) {
        double[][] rows = new double[GRID][FREQUENCIES];
        for (int y = 0; y < GRID; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int x = 0; x < GRID; x++) {
                    sum += grid[y * GRID + x] * COSINES[u][x];
                }
                rows[y][u] = sum;
            }
        }
        double[] coefficients = new double[BITS];
        for (int v = 0; v < FREQUENCIES; v++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int y = 0; y < GRID; y++) {
                    sum += rows[y][u] * COSINES[v][y];
                }
                coefficients[v * FREQUENCIES + u] = Math.rint(sum * STEPS);
            }
        }
        return coefficients;
    }

    // The orthonormal DCT-II. StrictMath: equal bits on every machine, because the hash is part of a dataset's digest.
    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES][GRID];
        for (int u = 0; u < FREQUENCIES; u++) {
            double scale = StrictMath.sqrt((u == 0 ? 1.0 : 2.0) / GRID);
            for (int x = 0; x < GRID; x++) {
                cosines[u][x] = scale * StrictMath.cos(StrictMath.PI * u * (2 * x + 1) / (2.0 * GRID));
            }
        }
        return cosines;
    }
}
