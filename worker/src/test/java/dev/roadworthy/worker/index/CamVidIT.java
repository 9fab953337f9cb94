package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.worker.index.Indexing.Indexed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds on real street frames. */
class CamVidIT {

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("3", "road"),
            Map.entry("4", "sidewalk"),
            Map.entry("11", "ignore"),
            Map.entry("0", "background"),
            Map.entry("1", "background"),
            Map.entry("2", "background"),
            Map.entry("5", "background"),
            Map.entry("6", "background"),
            Map.entry("7", "background"),
            Map.entry("8", "background"),
            Map.entry("9", "background"),
            Map.entry("10", "background"));

    private final Path camvid = CamVid.directory();

    private List<Path> frames() throws IOException {
        try (Stream<Path> frames = Files.list(camvid.resolve("train/frames"))) {
            return frames.sorted().toList();
        }
    }

    private static BufferedImage decode(byte[] file) {
        try {
            return Images.decode(file);
        } catch (Images.UndecodableException e) {
            throw new AssertionError(e);
        }
    }

    private static String drive(Path frame) {
        return frame.getFileName().toString().replaceFirst("_.*", "");
    }

    @Test
    void hasNoDefectAndNoFalsePairBetweenItsDrives(@TempDir Path work) throws Exception {
        Indexed indexed = new Indexing(work).run(Indexing.labelledFrames(camvid.resolve("train"), VALUES));

        assertThat(indexed.defects()).isEmpty();
        assertThat(indexed.manifest().frames()).isEqualTo(367);
        assertThat(indexed.manifest().labelled()).isEqualTo(367);
        assertThat(indexed.manifest().rides()).isEqualTo(3);
        assertThat(indexed.manifest().nearDuplicates().count()).isZero();
    }

    @Test
    void tellsCopiesFromOtherDrivesByAWideMargin() throws Exception {
        List<Hashed> hashes = frames().stream()
                .map(frame -> new Hashed(frame, PerceptualHash.of(decode(read(frame)))))
                .toList();
        int closest = hashes.stream()
                .flatMapToInt(one -> hashes.stream()
                        .filter(other -> !drive(one.frame()).equals(drive(other.frame())))
                        .mapToInt(other -> one.hash().distance(other.hash())))
                .min()
                .orElseThrow();
        int[] encoded = distances(hashes, image -> decode(Pictures.jpeg(image, 0.7f)));
        int[] scaled = distances(hashes, image -> Pictures.scaled(image, 456, 342));
        System.out.printf(
                "distances: other drives at least %d; JPEG of quality 70 %s; scaled to 95 %% %s%n",
                closest, spread(encoded), spread(scaled));

        assertThat(closest).isGreaterThan(2 * NearDuplicates.MAX_DISTANCE);
        assertThat(encoded[encoded.length - 1]).isLessThanOrEqualTo(NearDuplicates.MAX_DISTANCE);
        assertThat(scaled[scaled.length - 1]).isLessThanOrEqualTo(NearDuplicates.MAX_DISTANCE);
    }

    private record Hashed(Path frame, PerceptualHash hash) {}

    private static int[] distances(List<Hashed> hashes, UnaryOperator<BufferedImage> copy) {
        return hashes.stream()
                .mapToInt(hashed -> PerceptualHash.of(copy.apply(decode(read(hashed.frame()))))
                        .distance(hashed.hash()))
                .sorted()
                .toArray();
    }

    private static String spread(int[] sorted) {
        return "median %d, at most %d".formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    @Test
    void findsEveryTruncatedFrame() throws IOException {
        for (Path frame : frames().subList(0, 40)) {
            byte[] whole = read(frame);
            for (int part : IntStream.of(1, 10, 50, 90, 99).toArray()) {
                byte[] cut = Arrays.copyOf(whole, whole.length * part / 100);
                assertThat(decodes(cut)).as("%d %% of %s", part, frame).isFalse();
            }
            assertThat(decodes(Arrays.copyOf(whole, whole.length - 1))).isFalse();
        }
    }

    private static boolean decodes(byte[] file) {
        try {
            Images.decode(file);
            return true;
        } catch (Images.UndecodableException e) {
            return false;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
