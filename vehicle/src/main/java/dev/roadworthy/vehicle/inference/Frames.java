package dev.roadworthy.vehicle.inference;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What a vehicle's camera sees. */
@FunctionalInterface
public interface Frames {

    /** The next frame. */
    BufferedImage next() throws IOException;

    /**
     * The pictures of a directory in the order of their names, again and again.
     *
     * @throws IOException where it holds no JPEG and no PNG
     */
    static Frames ofDirectory(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.filter(Frames::isPicture).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException("%s holds no .jpg and no .png".formatted(directory));
        }
        int[] next = {0};
        return () -> read(files.get(next[0]++ % files.size()));
    }

    /**
     * Made frames: a bright band that wanders over a gradient. They show no road; they are for a vehicle without a camera,
     * whose latency is measured all the same.
     */
    static Frames generated() {
        int[] next = {0};
        return () -> generate(next[0]++);
    }

    /** Frame {@code number} of those that are made; always the same one. */
    static BufferedImage generate(int number) {
        int width = 640;
        int height = 480;
        BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int band = Math.floorMod(number * 7, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int bright = Math.floorMod(x - band, width) < width / 8 ? 0x40 : 0;
                int red = x * 191 / width + bright;
                int green = y * 255 / height;
                int blue = (x + y + number) & 0xFF;
                frame.setRGB(x, y, (red << 16) | (green << 8) | blue);
            }
        }
        return frame;
    }

    /**
     * Reads a picture.
     *
     * @throws IOException where it is none
     */
    static BufferedImage read(Path file) throws IOException {
        BufferedImage frame = ImageIO.read(file.toFile());
        if (frame == null) {
            throw new IOException("%s is no picture".formatted(file));
        }
        if (!(frame.getColorModel() instanceof IndexColorModel)) {
            return frame;
        }
        BufferedImage colors = new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < frame.getHeight(); y++) {
            for (int x = 0; x < frame.getWidth(); x++) {
                colors.setRGB(x, y, frame.getRGB(x, y));
            }
        }
        return colors;
    }

    private static boolean isPicture(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
    }
}
