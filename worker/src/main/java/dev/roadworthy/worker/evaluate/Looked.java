package dev.roadworthy.worker.evaluate;

import java.awt.image.Raster;

/** Compares what a network saw in a frame with the frame's mask, at the size of the mask. */
final class Looked {

    private final byte[] classes;
    private final int width;
    private final int height;

    /**
     * Takes the channels of an output's pixels.
     *
     * @param classes row by row
     * @param width of the output
     * @param height of the output
     */
    Looked(byte[] classes, int width, int height) {
        this.classes = classes.clone();
        this.width = width;
        this.height = height;
    }

    /**
     * The channel at a pixel of a frame of any size: that of the output's pixel below its centre, in integers, as
     * {@code docs/trainer-contract.md} says.
     */
    int at(int x, int y, int frameWidth, int frameHeight) {
        int column = (int) ((2L * x + 1) * width / (2L * frameWidth));
        int row = (int) ((2L * y + 1) * height / (2L * frameHeight));
        return classes[row * width + column] & 0xFF;
    }

    /** Counts every pixel of a canonical mask. */
    Confusion compare(Raster mask, int channels) {
        Confusion confusion = new Confusion(channels);
        int frameWidth = mask.getWidth();
        int frameHeight = mask.getHeight();
        int[] columns = new int[frameWidth];
        for (int x = 0; x < frameWidth; x++) {
            columns[x] = (int) ((2L * x + 1) * width / (2L * frameWidth));
        }
        int[] truth = new int[frameWidth];
        for (int y = 0; y < frameHeight; y++) {
            mask.getSamples(0, y, frameWidth, 1, 0, truth);
            int row = (int) ((2L * y + 1) * height / (2L * frameHeight)) * width;
            for (int x = 0; x < frameWidth; x++) {
                confusion.count(truth[x], classes[row + columns[x]] & 0xFF);
            }
        }
        return confusion;
    }
}
