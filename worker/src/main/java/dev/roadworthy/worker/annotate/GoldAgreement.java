package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.CollectResult.ClassAgreement;
import dev.roadworthy.contract.DatasetManifest;
import java.awt.image.Raster;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well the masks of gold frames are those that are known: intersection and union of each class over all frames
 * together. A pixel that the known mask ignores counts for nothing; one that only the other mask ignores is a miss.
 */
final class GoldAgreement {

    private static final int DECIMALS = 4;

    private final List<String> classes;
    private final Overlap[] total;
    private final List<List<Frame>> worst = new ArrayList<>();

    /** Changes as it is added to. */
    private static final class Overlap {

        private long intersection;
        private long union;

        void add(Overlap other) {
            intersection += other.intersection;
            union += other.union;
        }

        /** Four decimals, rounded down, so that what is not whole never reads 1. */
        BigDecimal iou() {
            return BigDecimal.valueOf(intersection).divide(BigDecimal.valueOf(union), DECIMALS, RoundingMode.DOWN);
        }
    }

    private record Frame(String name, BigDecimal iou) {}

    GoldAgreement(List<String> classes) {
        this.classes = classes;
        this.total = overlaps(classes.size());
        classes.forEach(name -> worst.add(new ArrayList<>()));
    }

    private static Overlap[] overlaps(int classes) {
        Overlap[] overlaps = new Overlap[classes];
        for (int i = 0; i < classes; i++) {
            overlaps[i] = new Overlap();
        }
        return overlaps;
    }

    /**
     * Compares two masks of one size.
     *
     * @param name of the frame, for people
     * @param known canonical PNG
     * @param given 8-bit PNG of canonical values
     */
    void add(String name, byte[] known, byte[] given) {
        Overlap[] overlaps = overlaps(classes.size());
        Raster truth = Masks.values(known);
        Raster mask = Masks.values(given);
        int[] expected = new int[truth.getWidth()];
        int[] found = new int[truth.getWidth()];
        for (int y = 0; y < truth.getHeight(); y++) {
            truth.getSamples(0, y, expected.length, 1, 0, expected);
            mask.getSamples(0, y, found.length, 1, 0, found);
            for (int x = 0; x < expected.length; x++) {
                count(overlaps, expected[x], found[x]);
            }
        }
        for (int i = 0; i < overlaps.length; i++) {
            total[i].add(overlaps[i]);
            note(worst.get(i), name, overlaps[i]);
        }
    }

    private static void count(Overlap[] overlaps, int expected, int found) {
        if (expected == Masks.IGNORE) {
            return;
        }
        if (isClass(expected, overlaps)) {
            overlaps[expected - 1].union++;
        }
        if (found == expected && isClass(found, overlaps)) {
            overlaps[found - 1].intersection++;
        } else if (isClass(found, overlaps)) {
            overlaps[found - 1].union++;
        }
    }

    private static boolean isClass(int value, Overlap[] overlaps) {
        return value >= 1 && value <= overlaps.length;
    }

    private static void note(List<Frame> worst, String name, Overlap overlap) {
        if (overlap.union > overlap.intersection) {
            worst.add(new Frame(name, overlap.iou()));
            worst.sort(Comparator.comparing(Frame::iou).thenComparing(Frame::name));
            if (worst.size() > DatasetManifest.MAX_EXAMPLES) {
                worst.removeLast();
            }
        }
    }

    /** Every class that occurs. */
    List<ClassAgreement> result() {
        List<ClassAgreement> result = new ArrayList<>();
        for (int i = 0; i < total.length; i++) {
            if (total[i].union > 0) {
                result.add(new ClassAgreement(
                        classes.get(i),
                        total[i].intersection,
                        total[i].union,
                        worst.get(i).stream()
                                .map(frame -> "%s: %s"
                                        .formatted(frame.name(), frame.iou().toPlainString()))
                                .toList()));
            }
        }
        return result;
    }
}
