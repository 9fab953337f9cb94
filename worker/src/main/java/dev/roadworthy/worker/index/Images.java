package dev.roadworthy.worker.index;

import dev.roadworthy.worker.index.ImageStructure.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes frames and masks, or says why that cannot be done. Bounded in memory whatever the file claims. */
public final class Images {

    /** The largest file that is decoded. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /** The largest image that is decoded, in pixels: 4 bytes each while it is looked at. */
    static final long MAX_PIXELS = 64_000_000;

    /** Why a file gives no image. */
    public static final class UndecodableException extends Exception {

        private static final long serialVersionUID = 1L;

        UndecodableException(String what, @Nullable Throwable cause) {
            super(what, cause);
        }

        /** The message, which is there always. */
        public String what() {
            return String.valueOf(getMessage());
        }
    }

    private Images() {}

    /** How the name of a file that starts like this ends; null where it is neither a JPEG nor a PNG. */
    public static @Nullable String extension(byte[] start) {
        return switch (ImageStructure.format(start)) {
            case JPEG -> "jpg";
            case PNG -> "png";
            case null -> null;
        };
    }

    /** Decodes a whole, undamaged JPEG or PNG. */
    public static BufferedImage decode(byte[] file) throws UndecodableException {
        if (file.length == 0) {
            throw new UndecodableException("empty file", null);
        }
        Format format = ImageStructure.format(file);
        if (format == null) {
            throw new UndecodableException("neither a JPEG nor a PNG", null);
        }
        String fault = ImageStructure.fault(file, format);
        if (fault != null) {
            throw new UndecodableException(fault, null);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT))
                .next();
        try {
            return decode(file, reader);
        } catch (IOException | RuntimeException e) {
            // Java's decoders meet damaged files with exceptions of any kind.
            throw new UndecodableException("undecodable: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(byte[] file, ImageReader reader) throws IOException, UndecodableException {
        List<String> damage = new ArrayList<>();
        reader.addIIOReadWarningListener((_, warning) -> {
            if (isDamage(warning)) {
                damage.add(warning);
            }
        });
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new UndecodableException("%d×%d pixels are more than it may have".formatted(width, height), null);
        }
        BufferedImage image = reader.read(0);
        if (!damage.isEmpty()) {
            throw new UndecodableException("damaged: " + damage.getFirst(), null);
        }
        return image;
    }

    // libjpeg reports what it repaired as a warning. Extraneous bytes before a marker are padding of some cameras'
    // encoders and cost no pixel; warnings of Java's own reader are about profiles and thumbnails.
    private static boolean isDamage(String warning) {
        return warning.startsWith("Premature end")
                || (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous bytes before marker"));
    }
}
