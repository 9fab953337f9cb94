package dev.roadworthy.bundle.archive;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.release.BundleFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A header of the ustar interchange format (POSIX.1-1988 and later), for a regular file of mode 0644 that belongs to user
 * 0 and was modified at second 0. So one name and one size have exactly one header, and a reader accepts no other.
 *
 * @param name of the file
 * @param size in bytes
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax, ustar interchange format</a>
 */
record TarHeader(BundlePath name, long size) {

    /** Everything in a tar file starts at a multiple of this. */
    static final int BLOCK = 512;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int SIZE_DIGITS = 11;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    TarHeader {
        if (size < 0 || size > BundleFile.MAX_SIZE) {
            throw new IllegalArgumentException("a size of %d bytes".formatted(size));
        }
    }

    byte[] write() {
        byte[] block = new byte[BLOCK];
        put(block, NAME, name.value());
        put(block, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(block, SIZE, octal(size, SIZE_DIGITS) + "\0");
        put(block, 136, "00000000000\0");
        put(block, CHECKSUM, " ".repeat(CHECKSUM_LENGTH));
        put(block, 156, "0");
        put(block, 257, "ustar\0" + "00");
        put(block, 329, "0000000\0" + "0000000\0");
        int sum = 0;
        for (byte b : block) {
            sum += Byte.toUnsignedInt(b);
        }
        put(block, CHECKSUM, octal(sum, 6) + "\0 ");
        return block;
    }

    /**
     * Reads a header.
     *
     * @param offset where it stands in the archive, for the refusal
     * @throws RefusedException where it is not, bit for bit, the header of its name and size
     */
    static TarHeader read(byte[] block, long offset) throws RefusedException {
        String where = "byte " + offset;
        try {
            int end = NAME;
            while (end < NAME_LENGTH && block[end] != 0) {
                end++;
            }
            BundlePath name = new BundlePath(new String(block, NAME, end, StandardCharsets.ISO_8859_1));
            String digits = new String(block, SIZE, SIZE_DIGITS, StandardCharsets.ISO_8859_1);
            TarHeader header = new TarHeader(name, Long.parseLong(digits, 8));
            if (!Arrays.equals(header.write(), block)) {
                throw RefusalCode.MALFORMED_ARCHIVE.at(
                        where, "the header of '%s' has other fields than a bundle's".formatted(name));
            }
            return header;
        } catch (IllegalArgumentException e) {
            throw RefusalCode.MALFORMED_ARCHIVE.at(where, "no header of a bundle: " + e.getMessage());
        }
    }

    /** Zero bytes between a content of this size and the next header. */
    static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    private static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private static String octal(long value, int digits) {
        String octal = Long.toOctalString(value);
        return "0".repeat(digits - octal.length()) + octal;
    }
}
