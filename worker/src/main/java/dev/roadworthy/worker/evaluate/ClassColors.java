package dev.roadworthy.worker.evaluate;

import java.awt.Color;

/** A colour for each channel, far apart for the first dozen: hues by the golden angle. Background is dark, ignored grey. */
final class ClassColors {

    private static final int BACKGROUND = 0x20262E;
    private static final int IGNORED = 0x9AA1A9;
    private static final int IGNORE = 255;
    private static final float GOLDEN_ANGLE = 0.381966f;

    private ClassColors() {}

    /** As {@code 0xRRGGBB}. */
    static int rgb(int channel) {
        return switch (channel) {
            case 0 -> BACKGROUND;
            case IGNORE -> IGNORED;
            default ->
                Color.HSBtoRGB(0.55f + channel * GOLDEN_ANGLE, 0.65f, channel % 2 == 0 ? 0.75f : 0.92f) & 0xFFFFFF;
        };
    }

    /** As CSS writes it. */
    static String css(int channel) {
        return Html.format("#%06x", rgb(channel));
    }
}
