package dev.roadworthy.worker.index;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures and masks made for tests. */
public final class Pictures {

    private Pictures() {}

    /** A smooth scene of its own for every seed. */
    public static BufferedImage scene(long seed, int width, int height) {
        Random random = new Random(seed);
        double[] waves = random.doubles(36).toArray();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < waves.length; i += 3) {
                    sum += Math.sin(40 * waves[i] * x / width + 40 * waves[i + 1] * y / height + 6 * waves[i + 2]);
                }
                int level = Math.clamp(Math.round(128 + 30 * sum), 0, 255);
                image.setRGB(x, y, (level << 16) | (level << 8) | (255 - level));
            }
        }
        return image;
    }

    public static BufferedImage even(int level, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (level << 16) | (level << 8) | level);
            }
        }
        return image;
    }

    public static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    public static byte[] jpeg(BufferedImage image, float quality) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    public static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** An 8-bit gray mask whose pixels cycle through these values. */
    public static BufferedImage grayMask(int width, int height, int... values) {
        return fill(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), values);
    }

    /** A palette mask of 8, 4, 2 or 1 bits a pixel, with colors that have nothing to do with the values. */
    public static BufferedImage paletteMask(int bits, int width, int height, int... values) {
        int size = 1 << bits;
        byte[] reds = new byte[size];
        byte[] others = new byte[size];
        for (int i = 0; i < size; i++) {
            reds[i] = (byte) (255 - i * 7);
            others[i] = (byte) (i * 13);
        }
        IndexColorModel colors = new IndexColorModel(bits, size, reds, others, others);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        return fill(new BufferedImage(width, height, type, colors), values);
    }

    private static BufferedImage fill(BufferedImage mask, int... values) {
        for (int i = 0; i < mask.getWidth() * mask.getHeight(); i++) {
            mask.getRaster().setSample(i % mask.getWidth(), i / mask.getWidth(), 0, values[i % values.length]);
        }
        return mask;
    }
}
