package dev.roadworthy.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.worker.index.Pictures;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookedTest {

    private final Looked looked = new Looked(new byte[] {0, 1, 2}, 3, 1);

    @Test
    void findsTheOutputsPixelBelowTheCentreOfTheFrames() {
        assertThat(IntStream.range(0, 7).map(x -> looked.at(x, 0, 7, 1))).containsExactly(0, 0, 1, 1, 1, 2, 2);
        assertThat(IntStream.range(0, 2).map(x -> looked.at(x, 0, 2, 1))).containsExactly(0, 2);
    }

    @Test
    void comparesAtTheSizeOfTheMask() {
        Confusion confusion =
                looked.compare(Pictures.grayMask(7, 2, 0, 0, 1, 2, 1, 255, 2).getRaster(), 3);

        assertThat(IntStream.range(0, 3).mapToLong(confusion::hits)).containsExactly(4L, 4L, 2L);
        assertThat(confusion.actual(2)).isEqualTo(4);
        assertThat(confusion.predicted(1)).isEqualTo(6);
    }
}
