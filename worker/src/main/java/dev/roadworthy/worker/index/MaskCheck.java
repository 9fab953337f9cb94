package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Defect;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at one mask. */
public final class MaskCheck {

    private static final int NAMED_VALUES = 5;
    private static final int PNG_DEPTH = 24;
    private static final int PNG_COLOR_TYPE = 25;

    private final MaskMeaning meaning;

    public MaskCheck(MaskMeaning meaning) {
        this.meaning = meaning;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * A mask to learn from.
         *
         * @param pixels by meaning, those without a pixel left out
         */
        record Sound(Map<String, Long> pixels) implements Outcome {}

        /** None. */
        record Faulty(Fault fault) implements Outcome {}
    }

    /**
     * Checks a mask.
     *
     * @param file of the mask
     * @param width of the frame in pixels
     * @param height of the frame in pixels
     */
    public Outcome check(byte[] file, int width, int height) {
        BufferedImage mask;
        try {
            String kind = unusableKind(file);
            if (kind != null) {
                return mismatch("the mask is %s; it must be an 8-bit gray or palette PNG".formatted(kind));
            }
            mask = Images.decode(file);
        } catch (Images.UndecodableException e) {
            return mismatch("the mask is " + e.what());
        }
        if (mask.getWidth() != width || mask.getHeight() != height) {
            return mismatch("the mask has %d×%d pixels, the frame %d×%d"
                    .formatted(mask.getWidth(), mask.getHeight(), width, height));
        }
        return judge(valueCounts(mask.getRaster()));
    }

    private Outcome judge(long[] valueCounts) {
        Map<String, Long> pixels = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (int value = 0; value < valueCounts.length; value++) {
            if (valueCounts[value] == 0) {
                continue;
            }
            @Nullable String name = meaning.of(value);
            if (name == null) {
                unknown.add(Integer.toString(value));
            } else {
                pixels.merge(name, valueCounts[value], Long::sum);
            }
        }
        if (!unknown.isEmpty()) {
            return new Outcome.Faulty(new Fault(Defect.UNKNOWN_CLASS, named(unknown)));
        }
        return pixels.keySet().stream().anyMatch(meaning::isClass)
                ? new Outcome.Sound(pixels)
                : new Outcome.Faulty(new Fault(Defect.EMPTY_MASK, "no pixel of the mask belongs to a class"));
    }

    private static String named(List<String> values) {
        String some = String.join(", ", values.subList(0, Math.min(NAMED_VALUES, values.size())));
        return "the mask has the undeclared value%s %s%s"
                .formatted(values.size() == 1 ? "" : "s", some, values.size() > NAMED_VALUES ? ", …" : "");
    }

    private static Outcome mismatch(String what) {
        return new Outcome.Faulty(new Fault(Defect.LABEL_MISMATCH, what));
    }

    // Read from the PNG header: once decoded, gray of 16 bits and of 8 differ only by what was lost.
    private static @Nullable String unusableKind(byte[] file) {
        ImageStructure.Format format = ImageStructure.format(file);
        if (format == null) {
            return file.length == 0 ? "an empty file" : "no PNG";
        }
        if (format == ImageStructure.Format.JPEG) {
            return "a JPEG, which blurs values";
        }
        if (file.length <= PNG_COLOR_TYPE) {
            return null;
        }
        int depth = file[PNG_DEPTH];
        return switch (file[PNG_COLOR_TYPE]) {
            case 0 -> depth == 16 ? "16-bit gray" : null;
            case 2 -> "RGB";
            case 3 -> null;
            case 4 -> "gray with an alpha channel";
            case 6 -> "RGB with an alpha channel";
            default -> null;
        };
    }

    // The raster holds the file's own samples. Asking the image for colors would send them through a palette and a
    // gamma curve.
    private static long[] valueCounts(Raster raster) {
        long[] counts = new long[MaskMeaning.VALUES];
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int value : raster.getSamples(0, y, row.length, 1, 0, row)) {
                counts[value]++;
            }
        }
        return counts;
    }
}
