package dev.roadworthy.bundle.archive;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;

/** Lays the files of a release into one archive. The same release and files give the same bytes on every machine. */
public final class BundleWriter {

    private static final int BUFFER = 64 * 1024;

    private BundleWriter() {}

    /** Where the content of files comes from. */
    public interface Files {

        /** Opens a file that the release lists. */
        InputStream open(BundlePath name) throws IOException;
    }

    /**
     * Writes the archive.
     *
     * @param out takes the archive; not closed
     * @return the bundle's digest
     * @throws IOException where a file cannot be read, or is not the one that the release lists; what was written then is
     *     no bundle
     */
    public static Digest write(SignedRelease release, Files files, OutputStream out) throws IOException {
        DigestOutputStream hashed = new DigestOutputStream(out, Digest.sha256());
        byte[] json = release.json();
        entry(hashed, BundlePath.RELEASE, json.length, Digest.of(json), new ByteArrayInputStream(json));
        for (BundleFile file : release.statement().files()) {
            try (InputStream in = files.open(file.name())) {
                entry(hashed, file.name(), file.size(), file.digest(), in);
            }
        }
        hashed.write(new byte[2 * TarHeader.BLOCK]);
        hashed.flush();
        return Digest.ofHash(hashed.getMessageDigest().digest());
    }

    private static void entry(OutputStream out, BundlePath name, long size, Digest digest, InputStream in)
            throws IOException {
        out.write(new TarHeader(name, size).write());
        DigestOutputStream content = new DigestOutputStream(out, Digest.sha256());
        byte[] buffer = new byte[BUFFER];
        long left = size;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (n > left) {
                throw new IOException("'%s' is longer than the %d bytes that the release lists".formatted(name, size));
            }
            content.write(buffer, 0, n);
            left -= n;
        }
        Digest actual = Digest.ofHash(content.getMessageDigest().digest());
        if (left > 0 || !actual.equals(digest)) {
            throw new IOException("'%s' has %d bytes and %s; the release lists %d bytes and %s"
                    .formatted(name, size - left, actual, size, digest));
        }
        out.write(new byte[TarHeader.padding(size)]);
    }
}
