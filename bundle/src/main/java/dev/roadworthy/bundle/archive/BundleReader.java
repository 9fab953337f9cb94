package dev.roadworthy.bundle.archive;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.RefusalCode;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.contract.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Reads a bundle's archive from its start to its end, and takes no byte that {@link BundleWriter} would not have written.
 * Holds one buffer, whatever the sizes are.
 */
public final class BundleReader {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final MessageDigest sha256 = Digest.sha256();
    private long offset;

    /** Reads an archive from its start. The stream stays the caller's, and should have a buffer of its own. */
    public BundleReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the rest of an archive whose first file was read earlier, perhaps from another connection.
     *
     * @param in from the first byte after the padding of that file, see {@link BundleLayout}
     */
    public static BundleReader after(BundlePath name, byte[] content, InputStream in) {
        BundleReader reader = new BundleReader(in);
        reader.count(new TarHeader(name, content.length).write());
        reader.count(content);
        reader.count(new byte[TarHeader.padding(content.length)]);
        return reader;
    }

    /**
     * Starts the next file.
     *
     * @param name what has to stand here
     * @param size what it has to have; nothing of a file of another size is read
     * @throws RefusedException where something else stands here
     */
    public void expect(BundlePath name, long size) throws IOException, RefusedException {
        long actual = expect(name);
        if (actual != size) {
            throw RefusalCode.SIZE_MISMATCH.at(
                    name.value(), "%d bytes in the archive; the release lists %d".formatted(actual, size));
        }
    }

    /**
     * Starts the next file.
     *
     * @return its size in bytes
     * @throws RefusedException where another file stands here, or none
     */
    public long expect(BundlePath name) throws IOException, RefusedException {
        long start = offset;
        byte[] block = block();
        if (isZero(block)) {
            throw RefusalCode.MISSING_FILE.at(name.value(), "the archive ends before the file");
        }
        TarHeader header = TarHeader.read(block, start);
        if (!header.name().equals(name)) {
            throw RefusalCode.UNEXPECTED_FILE.at(
                    header.name().value(), "the file stands where '%s' is expected".formatted(name));
        }
        return header.size();
    }

    /** Copies the content of the file that was just started. */
    public void copy(long size, OutputStream out) throws IOException, RefusedException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(size, 1))];
        for (long left = size; left > 0; ) {
            int n = (int) Math.min(left, buffer.length);
            fill(buffer, n);
            out.write(buffer, 0, n);
            left -= n;
        }
        byte[] padding = new byte[TarHeader.padding(size)];
        fill(padding, padding.length);
        if (!isZero(padding)) {
            throw RefusalCode.MALFORMED_ARCHIVE.at("byte " + offset, "the padding before it is not zero");
        }
    }

    /** The content of the file that was just started, in memory. */
    public byte[] content(int size) throws IOException, RefusedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(Math.min(size, BUFFER));
        copy(size, content);
        return content.toByteArray();
    }

    /**
     * Reads the end.
     *
     * @return the digest of the whole archive: the bundle's digest
     * @throws RefusedException where another file or anything else follows
     */
    public Digest end() throws IOException, RefusedException {
        long start = offset;
        byte[] block = block();
        if (!isZero(block)) {
            throw RefusalCode.UNEXPECTED_FILE.at(
                    TarHeader.read(block, start).name().value(), "the release does not list the file");
        }
        if (!isZero(block())) {
            throw RefusalCode.MALFORMED_ARCHIVE.at("byte " + start, "the end is not two blocks of zeros");
        }
        if (in.read() >= 0) {
            throw RefusalCode.TRAILING_BYTES.at("byte " + offset, "something follows the end of the archive");
        }
        return Digest.ofHash(sha256.digest());
    }

    private byte[] block() throws IOException, RefusedException {
        byte[] block = new byte[TarHeader.BLOCK];
        fill(block, block.length);
        return block;
    }

    private void fill(byte[] buffer, int length) throws IOException, RefusedException {
        int read = in.readNBytes(buffer, 0, length);
        sha256.update(buffer, 0, read);
        offset += read;
        if (read < length) {
            throw RefusalCode.TRUNCATED.at("byte " + offset, "the archive ends in the middle of it");
        }
    }

    private void count(byte[] bytes) {
        sha256.update(bytes);
        offset += bytes.length;
    }

    private static boolean isZero(byte[] bytes) {
        int or = 0;
        for (byte b : bytes) {
            or |= b;
        }
        return or == 0;
    }
}
