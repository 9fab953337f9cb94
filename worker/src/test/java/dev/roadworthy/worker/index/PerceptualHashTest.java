package dev.roadworthy.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

    private static PerceptualHash hash(byte[] file) {
        try {
            return PerceptualHash.of(Images.decode(file));
        } catch (Images.UndecodableException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 30)
    void differsInAboutHalfTheBitsForOtherScenes(@ForAll long seed) {
        PerceptualHash one = PerceptualHash.of(Pictures.scene(seed, 160, 120));
        PerceptualHash other = PerceptualHash.of(Pictures.scene(seed + 1, 160, 120));

        assertThat(one.distance(other)).isBetween(60, 196);
    }

    @Property(tries = 30)
    void resemblesItselfEncodedAgain(@ForAll long seed) {
        BufferedImage scene = Pictures.scene(seed, 160, 120);

        assertThat(hash(Pictures.jpeg(scene, 0.7f)).distance(hash(Pictures.png(scene))))
                .isLessThanOrEqualTo(NearDuplicates.MAX_DISTANCE);
    }

    @Test
    void isTheSameForAllEvenPicturesOfLight() {
        PerceptualHash gray = PerceptualHash.of(Pictures.even(77, 160, 120));

        assertThat(PerceptualHash.of(Pictures.even(200, 640, 480))).isEqualTo(gray);
        assertThat(PerceptualHash.of(Pictures.even(0, 160, 120))).isEqualTo(new PerceptualHash(0, 0, 0, 0));
        assertThat(gray).isEqualTo(new PerceptualHash(Long.MIN_VALUE, 0, 0, 0));
    }

    @Test
    void takesPicturesSmallerThanItsGridAndOfAnyKind() {
        assertThat(PerceptualHash.of(Pictures.scene(1, 20, 10)))
                .isNotEqualTo(PerceptualHash.of(Pictures.scene(2, 20, 10)));
        assertThat(PerceptualHash.of(new BufferedImage(9, 9, BufferedImage.TYPE_USHORT_GRAY)))
                .isEqualTo(new PerceptualHash(0, 0, 0, 0));
        assertThat(PerceptualHash.of(Pictures.paletteMask(8, 9, 9, 0, 1, 2))).isNotNull();
    }

    @Property
    void isReadAsItWasWritten(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        PerceptualHash hash = new PerceptualHash(a, b, c, d);

        assertThat(PerceptualHash.parse(hash.toString())).isEqualTo(hash);
    }

    @Test
    void hasNotChanged() {
        assertThat(PerceptualHash.of(Pictures.scene(1, 160, 120)).toString())
                .isEqualTo("881fc8bd13aebf6848272d6e58d8f138ef685cc8aa112f78f85252c787995347");
    }
}
