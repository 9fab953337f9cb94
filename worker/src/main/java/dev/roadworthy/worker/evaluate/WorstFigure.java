package dev.roadworthy.worker.evaluate;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Shows a frame, its mask and the model's prediction side by side, small. */
final class WorstFigure {

    private static final int WIDTH = 240;

    private WorstFigure() {}

    /** A {@code figure} element with three images in it. */
    static String html(WorstFrames.Seen seen) throws IOException {
        BufferedImage frame = Examination.decode(seen.frame().image());
        Raster mask = Examination.decode(Objects.requireNonNull(seen.frame().label(), "a frame without a mask"))
                .getRaster();
        int width = Math.min(WIDTH, frame.getWidth());
        int height = Math.max(1, Math.round((float) width * frame.getHeight() / frame.getWidth()));
        String name = Html.text(seen.frame().row().frame());
        return Html.format(
                "<figure><div>%s%s%s</div><figcaption>%s <span>mean IoU %.3f</span></figcaption></figure>\n",
                image(
                        "jpeg",
                        "frame " + name,
                        draw(
                                width,
                                height,
                                (x, y) -> frame.getRGB(
                                        at(x, width, frame.getWidth()), at(y, height, frame.getHeight())))),
                image(
                        "png",
                        "mask",
                        draw(
                                width,
                                height,
                                (x, y) -> ClassColors.rgb(mask.getSample(
                                        at(x, width, mask.getWidth()), at(y, height, mask.getHeight()), 0)))),
                image(
                        "png",
                        "prediction",
                        draw(
                                width,
                                height,
                                (x, y) -> ClassColors.rgb(seen.looked().at(x, y, width, height)))),
                name,
                seen.meanIoU());
    }

    /** The colour of a pixel. */
    @FunctionalInterface
    private interface Pixel {
        int rgb(int x, int y);
    }

    private static BufferedImage draw(int width, int height, Pixel pixel) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, pixel.rgb(x, y));
            }
        }
        return image;
    }

    /** The source pixel below the centre of a smaller image's pixel. */
    private static int at(int position, int size, int sourceSize) {
        return (int) ((2L * position + 1) * sourceSize / (2L * size));
    }

    private static String image(String format, String alt, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return Html.format(
                "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/%s;base64,%s\">",
                alt,
                image.getWidth(),
                image.getHeight(),
                format,
                Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
}
