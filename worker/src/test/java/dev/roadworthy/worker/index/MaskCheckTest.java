package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.IndexRequest;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskCheckTest {

    private static final List<String> CLASSES = List.of("road", "sidewalk");

    private final MaskCheck check = check(Map.of("0", "background", "3", "road", "4", "sidewalk", "11", "ignore"));

    private static MaskCheck check(Map<String, String> values) {
        return new MaskCheck(meaning(CLASSES, values));
    }

    private static MaskMeaning meaning(List<String> classes, Map<String, String> values) {
        return MaskMeaning.of(new IndexRequest(
                1,
                new IndexRequest.Source("file:///x/", IndexRequest.Layout.LabelledFrames, null),
                classes,
                values,
                new IndexRequest.Split(0, 100, 0, 0),
                List.of(),
                new IndexRequest.Sensors(null, null)));
    }

    private Fault fault(byte[] mask) {
        return ((MaskCheck.Outcome.Faulty) check.check(mask, 8, 6)).fault();
    }

    @Test
    void countsTheValuesOfAGrayMask() {
        byte[] mask = Pictures.png(Pictures.grayMask(8, 6, 0, 3, 3, 4));

        assertThat(check.check(mask, 8, 6))
                .isEqualTo(new MaskCheck.Outcome.Sound(Map.of("road", 24L, "sidewalk", 12L, "background", 12L)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void countsTheValuesOfAPaletteMaskAndNotItsColors(int bits) {
        byte[] mask = Pictures.png(Pictures.paletteMask(bits, 8, 6, 0, 3, 4, 11));

        assertThat(check.check(mask, 8, 6))
                .isEqualTo(new MaskCheck.Outcome.Sound(
                        Map.of("road", 12L, "sidewalk", 12L, "background", 12L, "ignore", 12L)));
    }

    @Test
    void readsACanonicalMask() {
        byte[] mask = Pictures.png(Pictures.grayMask(8, 6, 0, 1, 2, 255));

        assertThat(check(Map.of()).check(mask, 8, 6))
                .isEqualTo(new MaskCheck.Outcome.Sound(
                        Map.of("road", 12L, "sidewalk", 12L, "background", 12L, "ignore", 12L)));
    }

    @Test
    void refusesValuesWithoutMeaning() {
        assertThat(fault(Pictures.png(Pictures.grayMask(8, 6, 3, 7))))
                .isEqualTo(new Fault(Defect.UNKNOWN_CLASS, "the mask has the undeclared value 7"));
        assertThat(fault(Pictures.png(Pictures.grayMask(8, 6, 3, 9, 8, 7, 6, 5, 2, 1)))
                        .what())
                .isEqualTo("the mask has the undeclared values 1, 2, 5, 6, 7, …");
    }

    @Test
    void refusesAMaskWithoutAClass() {
        assertThat(fault(Pictures.png(Pictures.grayMask(8, 6, 0, 11))).defect()).isEqualTo(Defect.EMPTY_MASK);
    }

    @Test
    void refusesAMaskOfAnotherSize() {
        assertThat(fault(Pictures.png(Pictures.grayMask(6, 8, 3))))
                .isEqualTo(new Fault(Defect.LABEL_MISMATCH, "the mask has 6×8 pixels, the frame 8×6"));
    }

    @Test
    void refusesWhatIsNoMask() {
        byte[] gray = Pictures.png(Pictures.grayMask(8, 6, 3));

        assertThat(fault(Pictures.png(new BufferedImage(8, 6, BufferedImage.TYPE_USHORT_GRAY)))
                        .what())
                .isEqualTo("the mask is 16-bit gray; it must be an 8-bit gray or palette PNG");
        assertThat(fault(Pictures.png(new BufferedImage(8, 6, BufferedImage.TYPE_3BYTE_BGR)))
                        .what())
                .isEqualTo("the mask is RGB; it must be an 8-bit gray or palette PNG");
        assertThat(fault(Pictures.jpeg(Pictures.scene(1, 8, 6), 1)).what()).startsWith("the mask is a JPEG");
        assertThat(fault(new byte[0]).what()).startsWith("the mask is an empty file");
        assertThat(fault(Arrays.copyOf(gray, gray.length - 3)).what()).startsWith("the mask is truncated");
    }

    @Test
    void tellsTheMeaningOfCanonicalMasksByTheirValues() {
        assertThat(meaning(List.of("b", "a"), Map.of()).text())
                .isEqualTo("{\"0\":\"background\",\"1\":\"b\",\"2\":\"a\",\"255\":\"ignore\"}");
    }
}
