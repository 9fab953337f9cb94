package dev.roadworthy.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {

    private static Counts counts(int[][] confusion) {
        Confusion counted = new Confusion(confusion.length);
        for (int truth = 0; truth < confusion.length; truth++) {
            for (int predicted = 0; predicted < confusion.length; predicted++) {
                for (int i = 0; i < confusion[truth][predicted]; i++) {
                    counted.count(truth, predicted);
                }
            }
        }
        return Counts.of(counted);
    }

    // Expected by hand, and by scikit-learn's jaccard_score, recall_score and precision_score over the 20 pixels.
    @ParameterizedTest
    @CsvSource({"1, 0.5454545454545454, 0.6666666666666666, 0.75", "2, 0.6666666666666666, 0.8, 0.8"})
    void measuresAClass(int channel, double iou, double recall, double precision) {
        Counts counts = counts(new int[][] {{5, 1, 0}, {2, 6, 1}, {0, 1, 4}});

        assertThat(new Measure.IoU(channel).of(counts)).isCloseTo(iou, within(1e-15));
        assertThat(new Measure.Recall(channel).of(counts)).isCloseTo(recall, within(1e-15));
        assertThat(new Measure.Precision(channel).of(counts)).isCloseTo(precision, within(1e-15));
    }

    @Test
    void averagesOverNamedClassesWithoutBackground() {
        Counts counts = counts(new int[][] {{5, 1, 0}, {2, 6, 1}, {0, 1, 4}});

        assertThat(new Measure.MeanIoU().of(counts)).isCloseTo(0.6060606060606061, within(1e-15));
    }

    @Test
    void leavesAClassThatIsNowhereOutOfTheMean() {
        Counts counts = counts(new int[][] {{5, 1, 0}, {2, 6, 0}, {0, 0, 0}});

        assertThat(new Measure.IoU(2).of(counts)).isNaN();
        assertThat(new Measure.MeanIoU().of(counts)).isCloseTo(6.0 / 9, within(1e-15));
    }

    @Test
    void countsAClassThatIsOnlyPredicted() {
        Counts counts = counts(new int[][] {{5, 1, 2}, {2, 6, 0}, {0, 0, 0}});

        assertThat(new Measure.IoU(2).of(counts)).isZero();
        assertThat(new Measure.Recall(2).of(counts)).isNaN();
        assertThat(new Measure.Precision(2).of(counts)).isZero();
        assertThat(new Measure.MeanIoU().of(counts)).isCloseTo(6.0 / 9 / 2, within(1e-15));
    }

    @Test
    void doesNotCountIgnoredPixels() {
        Confusion confusion = new Confusion(2);
        confusion.count(255, 1);

        assertThat(new Measure.MeanIoU().of(Counts.of(confusion))).isNaN();
    }
}
