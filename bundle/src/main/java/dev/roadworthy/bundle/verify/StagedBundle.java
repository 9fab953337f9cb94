package dev.roadworthy.bundle.verify;

import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.Digest;
import java.nio.file.Path;

/**
 * A bundle whose every byte was verified, laid out in a directory. Nothing is synced to the disk yet.
 *
 * @param directory holds exactly the files of the layout
 * @param release what it is
 * @param digest of the archive: the bundle's digest
 */
public record StagedBundle(Path directory, SignedRelease release, Digest digest) {}
