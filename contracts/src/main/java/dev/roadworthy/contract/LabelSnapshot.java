package dev.roadworthy.contract;

import java.util.List;
import java.util.Map;

/**
 * Labels that were accepted, as an immutable document: who made them, where and when is no part of it, so that the same
 * accepted masks always have the same digest.
 *
 * @param format {@value #FORMAT}
 * @param classes names of the classes
 * @param labelValues what the values of the masks mean, as in {@link IndexRequest#labelValues()}, always written out
 * @param labels sorted by image; an image has one at most
 */
public record LabelSnapshot(int format, List<String> classes, Map<String, String> labelValues, List<Label> labels) {

    public static final int FORMAT = 1;

    /**
     * The mask of an image.
     *
     * @param image digest of the image's bytes; every frame with these bytes is labelled
     * @param mask 8-bit PNG of the image's size, in the artifact store
     * @param pixels of the mask by meaning: a class, {@link IndexRequest#BACKGROUND} or {@link IndexRequest#IGNORE};
     *     meanings without a pixel are left out
     */
    public record Label(Digest image, ArtifactRef mask, Map<String, Long> pixels) {}
}
