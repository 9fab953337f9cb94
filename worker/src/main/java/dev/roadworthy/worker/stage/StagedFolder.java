package dev.roadworthy.worker.stage;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.index.Images;
import dev.roadworthy.worker.stage.FrameRow.Original;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Outage;
import dev.roadworthy.worker.store.SourceObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The folder that frames are laid into, each file under its digest, so that a file is there whole and right, or not at
 * all, whenever the process ends. Safe for use by many threads.
 */
final class StagedFolder {

    private static final int IMAGE_START = 8;

    private final Path root;
    private final Path drafts;
    private final SourceObjects source;
    private final CanonicalMasks masks;
    private final AtomicLong draftNumber = new AtomicLong();

    /**
     * Takes what lies there already as leftovers of an earlier try.
     *
     * @param drafts a directory on the same file system, for files that are not verified yet
     */
    StagedFolder(Path root, Path drafts, SourceObjects source, CanonicalMasks masks) throws IOException {
        this.root = root;
        this.drafts = drafts;
        this.source = source;
        this.masks = masks;
        Files.createDirectories(root.resolve("frames"));
        Files.createDirectories(root.resolve("labels"));
    }

    /** A file at the source is not what was indexed. */
    static final class ChangedException extends Exception {

        private static final long serialVersionUID = 1L;

        ChangedException(String what) {
            super(what);
        }
    }

    /** Fetches, verifies and places the files of a row. */
    StagedFrame stage(FrameRow row) throws ChangedException, StepException, IOException {
        Path image = placeImage(row.image());
        FrameRow.Label label = row.label();
        return new StagedFrame(row, image, label == null ? null : placeMask(label));
    }

    private Path placeImage(Original image) throws ChangedException, StepException, IOException {
        Path draft = fetch(image);
        return place(draft, "frames/%s.%s".formatted(image.digest().hex(), extension(image, draft)));
    }

    // Named by what it holds, not by the mask that it was made of: two rows of a union may give one mask two meanings.
    private Path placeMask(FrameRow.Label label) throws ChangedException, StepException, IOException {
        Path original = fetch(label.mask());
        byte[] canonical;
        try {
            canonical = masks.map(Files.readAllBytes(original), label.values());
        } catch (CanonicalMasks.ContradictionException e) {
            throw new IllegalStateException(
                    "%s has the digest of the index, and %s"
                            .formatted(label.mask().uri(), e.getMessage()),
                    e);
        } finally {
            Files.delete(original);
        }
        Path draft = newDraft();
        Files.write(draft, canonical);
        return place(draft, "labels/%s.png".formatted(Digest.of(canonical).hex()));
    }

    private Path fetch(Original original) throws ChangedException, StepException, IOException {
        Path draft = newDraft();
        try {
            source.fetch(original.uri(), draft);
        } catch (StepException e) {
            if (e.is(Outage.SourceChanged)) {
                throw new ChangedException(original.uri() + " is gone");
            }
            throw e;
        }
        Digest found;
        try (InputStream in = Files.newInputStream(draft)) {
            found = Digest.of(in);
        }
        if (!found.equals(original.digest())) {
            Files.delete(draft);
            throw new ChangedException(original.uri() + " has other bytes");
        }
        return draft;
    }

    private Path newDraft() throws IOException {
        Path draft = drafts.resolve(draftNumber.incrementAndGet() + ".draft");
        Files.deleteIfExists(draft);
        return draft;
    }

    private Path place(Path draft, String path) throws IOException {
        return Files.move(draft, root.resolve(path), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String extension(Original image, Path file) throws IOException {
        @Nullable String extension;
        try (InputStream in = Files.newInputStream(file)) {
            extension = Images.extension(in.readNBytes(IMAGE_START));
        }
        if (extension == null) {
            throw new IllegalStateException("%s has the digest of the index, and is no image".formatted(image.uri()));
        }
        return extension;
    }
}
