package dev.roadworthy.worker.stage;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.worker.index.Images;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/**
 * Turns masks of any meaning into canonical ones: 0 is background, {@code i + 1} is class {@code i}, 255 is ignored;
 * 8-bit grey PNG. Safe for use by many threads.
 */
final class CanonicalMasks {

    private static final int VALUES = 256;
    private static final int IGNORE = 255;
    private static final int WITHOUT_MEANING = -1;

    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> classes;
    // A dataset has as many meanings as sources were united in it: few.
    private final Map<String, int[]> tables = new ConcurrentHashMap<>();

    CanonicalMasks(List<String> classes) {
        this.classes = List.copyOf(classes);
    }

    /** Why a verified mask cannot be mapped: its row and its bytes contradict each other. */
    static final class ContradictionException extends Exception {

        private static final long serialVersionUID = 1L;

        ContradictionException(String what) {
            super(what);
        }
    }

    /**
     * Maps a mask.
     *
     * @param file PNG, of the source
     * @param values the column {@code label_values} of its row
     * @return PNG
     */
    byte[] map(byte[] file, String values) throws ContradictionException, IOException {
        int[] table = tables.computeIfAbsent(values, this::table);
        Raster raster;
        try {
            // The raster holds the file's own samples; colours would send them through a palette and a gamma curve.
            raster = Images.decode(file).getRaster();
        } catch (Images.UndecodableException e) {
            throw new ContradictionException("it is " + e.what());
        }
        BufferedImage mapped = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                int value = table[row[x]];
                if (value == WITHOUT_MEANING) {
                    throw new ContradictionException("it has the value %d, which has no meaning".formatted(row[x]));
                }
                row[x] = value;
            }
            mapped.getRaster().setSamples(0, y, row.length, 1, 0, row);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(mapped, "png", png);
        return png.toByteArray();
    }

    private int[] table(String values) {
        int[] table = new int[VALUES];
        Arrays.fill(table, WITHOUT_MEANING);
        try {
            JSON.readValue(values, new TypeReference<Map<String, String>>() {})
                    .forEach((value, meaning) -> table[Integer.parseInt(value)] = canonical(meaning));
        } catch (IOException e) {
            throw new IllegalStateException("the index holds the label values '%s'".formatted(values), e);
        }
        return table;
    }

    private int canonical(String meaning) {
        return switch (meaning) {
            case IndexRequest.BACKGROUND -> 0;
            case IndexRequest.IGNORE -> IGNORE;
            default -> {
                int index = classes.indexOf(meaning);
                yield index < 0 ? WITHOUT_MEANING : index + 1;
            }
        };
    }
}
