package dev.roadworthy.bundle.archive;

import dev.roadworthy.bundle.BundlePath;
import dev.roadworthy.bundle.release.BundleFile;
import dev.roadworthy.bundle.release.SignedRelease;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything lies in the archive of a release. It follows from {@code release.json} alone, so that a vehicle that
 * has judged the documents knows which ranges to fetch, and when to stop.
 *
 * @param offsets of the first byte of each file's content, in the order of the archive
 * @param documentBytes from the start of the archive to its second header; what {@link BundleReader#after} continues with
 * @param bytes of the whole archive
 */
public record BundleLayout(Map<BundlePath, Long> offsets, long documentBytes, long bytes) {

    private static final int END = 2 * TarHeader.BLOCK;

    /** The layout of a release. */
    public static BundleLayout of(SignedRelease release) {
        Map<BundlePath, Long> offsets = new LinkedHashMap<>();
        long size = release.json().length;
        offsets.put(BundlePath.RELEASE, (long) TarHeader.BLOCK);
        long documentBytes = TarHeader.BLOCK + size + TarHeader.padding(size);
        long next = documentBytes;
        for (BundleFile file : release.statement().files()) {
            offsets.put(file.name(), next + TarHeader.BLOCK);
            next += TarHeader.BLOCK + file.size() + TarHeader.padding(file.size());
        }
        return new BundleLayout(Collections.unmodifiableMap(offsets), documentBytes, next + END);
    }
}
