package dev.roadworthy.worker.evaluate;

/**
 * A metric of semantic segmentation over pixel counts. With TP, FP and FN of a class: IoU = TP / (TP + FP + FN), recall
 * = TP / (TP + FN), precision = TP / (TP + FP); a mean IoU is the mean over the named classes, without background, that
 * are there in masks or predictions. What has a zero below the line is not a number.
 *
 * <p>Equal to {@code jaccard_score}, {@code recall_score} and {@code precision_score} of scikit-learn over the pixels,
 * with {@code labels} that are the named classes.
 *
 * @see <a href="https://host.robots.ox.ac.uk/pascal/VOC/pubs/everingham15.pdf">Everingham et al., The PASCAL Visual Object
 *     Classes Challenge: A Retrospective, section 3.1 (segmentation accuracy)</a>
 */
sealed interface Measure {

    /** The name in reports. */
    String id();

    /** 0 to 1, or {@link Double#NaN} where there is nothing to measure. */
    double of(Counts counts);

    /** The mean IoU. */
    record MeanIoU() implements Measure {

        @Override
        public String id() {
            return "meanIoU";
        }

        @Override
        public double of(Counts counts) {
            double sum = 0;
            int present = 0;
            for (int channel = 1; channel < counts.channels(); channel++) {
                double iou = new IoU(channel).of(counts);
                if (!Double.isNaN(iou)) {
                    sum += iou;
                    present++;
                }
            }
            return sum / present;
        }
    }

    /** A class's intersection over union. */
    record IoU(int channel) implements Measure {

        @Override
        public String id() {
            return "iou";
        }

        @Override
        public double of(Counts counts) {
            long union = counts.actual(channel) + counts.predicted(channel) - counts.hits(channel);
            return (double) counts.hits(channel) / union;
        }
    }

    /** The part of a class's pixels that is found. */
    record Recall(int channel) implements Measure {

        @Override
        public String id() {
            return "recall";
        }

        @Override
        public double of(Counts counts) {
            return (double) counts.hits(channel) / counts.actual(channel);
        }
    }

    /** The part of what is taken for a class that is it. */
    record Precision(int channel) implements Measure {

        @Override
        public String id() {
            return "precision";
        }

        @Override
        public double of(Counts counts) {
            return (double) counts.hits(channel) / counts.predicted(channel);
        }
    }
}
