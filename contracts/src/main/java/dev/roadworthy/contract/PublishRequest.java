package dev.roadworthy.contract;

import java.util.List;

/**
 * What the step {@code publish} is asked to do: check what a trainer left and store it.
 *
 * @param format {@value #FORMAT}
 * @param dataset the digest of the Dataset that the model was trained on
 * @param classes of that Dataset, which the model's output must tell apart in this order, after background
 */
public record PublishRequest(int format, Digest dataset, List<String> classes) {

    public static final int FORMAT = 1;
}
