package dev.roadworthy.worker.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Walks the outer structure of an image file to its end. Decoders are lenient: Java's fills what is missing of a JPEG
 * with gray and skips the checksums of a PNG, so a picture that decodes may still be half a picture.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B (JPEG markers)</a>
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">PNG, chunk layout</a>
 */
final class ImageStructure {

    /** The formats that frames and masks may have. */
    enum Format {
        JPEG,
        PNG
    }

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int CHUNK_FRAME = 12;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private ImageStructure() {}

    /** The format that the first bytes tell; null for any other. */
    static @Nullable Format format(byte[] file) {
        if (file.length >= 3 && at(file, 0) == 0xFF && at(file, 1) == 0xD8 && at(file, 2) == 0xFF) {
            return Format.JPEG;
        }
        if (file.length >= 8 && ByteBuffer.wrap(file).getLong() == PNG_SIGNATURE) {
            return Format.PNG;
        }
        return null;
    }

    /** What is missing of a file of this format; null where it is whole. */
    static @Nullable String fault(byte[] file, Format format) {
        return switch (format) {
            case JPEG -> jpegFault(file);
            case PNG -> pngFault(file);
        };
    }

    // A segment names its length; the coded data after a start of scan does not: it ends at the first marker that is
    // neither a stuffed zero nor a restart. A thumbnail has an end of image too, but inside a segment.
    private static @Nullable String jpegFault(byte[] file) {
        int i = 2;
        while (i + 1 < file.length) {
            if (at(file, i) != 0xFF) {
                return "no marker at byte %d".formatted(i);
            }
            int marker = at(file, i + 1);
            if (marker == END_OF_IMAGE) {
                return null;
            }
            if (marker == 0xFF) {
                i++;
            } else if (isBare(marker)) {
                i += 2;
            } else if (i + 3 < file.length) {
                i += 2 + ((at(file, i + 2) << 8) | at(file, i + 3));
                i = marker == START_OF_SCAN ? endOfCodedData(file, i) : i;
            } else {
                break;
            }
        }
        return "truncated: it ends after %d bytes without an end-of-image marker".formatted(file.length);
    }

    private static int endOfCodedData(byte[] file, int from) {
        for (int i = from; i + 1 < file.length; i++) {
            if (at(file, i) == 0xFF) {
                int next = at(file, i + 1);
                if (next != 0 && next != 0xFF && !isBare(next)) {
                    return i;
                }
            }
        }
        return file.length;
    }

    private static boolean isBare(int marker) {
        return (marker >= 0xD0 && marker <= 0xD7) || marker == 0x01;
    }

    private static @Nullable String pngFault(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int i = 8;
        while (i + CHUNK_FRAME <= file.length) {
            int length = bytes.getInt(i);
            if (length < 0 || length > file.length - i - CHUNK_FRAME) {
                break;
            }
            String type = new String(file, i + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 crc = new CRC32();
            crc.update(file, i + 4, length + 4);
            if ((int) crc.getValue() != bytes.getInt(i + 8 + length)) {
                return "damaged: wrong checksum of its chunk %s at byte %d".formatted(type, i);
            }
            if (type.equals("IEND")) {
                return null;
            }
            i += CHUNK_FRAME + length;
        }
        return "truncated: it ends after %d bytes without an end chunk".formatted(file.length);
    }

    private static int at(byte[] file, int i) {
        return file[i] & 0xFF;
    }
}
