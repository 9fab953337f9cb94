package dev.roadworthy.worker.annotate;

import dev.roadworthy.worker.index.Images;
import java.awt.image.Raster;

/** The values of masks that were found sound before. */
final class Masks {

    /** The value of pixels that cannot be told. */
    static final int IGNORE = 255;

    private Masks() {}

    /** The file's own samples: colours would send them through a palette and a gamma curve. */
    static Raster values(byte[] file) {
        try {
            return Images.decode(file).getRaster();
        } catch (Images.UndecodableException e) {
            throw new IllegalStateException("a mask that was decoded before", e);
        }
    }

    /** Whether every pixel has this value. */
    static boolean hasOnly(byte[] file, int value) {
        Raster raster = values(file);
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int found : raster.getSamples(0, y, row.length, 1, 0, row)) {
                if (found != value) {
                    return false;
                }
            }
        }
        return true;
    }
}
