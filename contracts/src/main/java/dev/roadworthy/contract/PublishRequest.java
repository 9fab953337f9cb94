package dev.roadworthy.contract;

import java.util.List;

/**
 * What the step {@code publish} is asked to do: check the folder that a trainer left, store its files under their digests
 * and write the {@link ModelManifest}.
 *
 * @param format {@value #FORMAT}
 * @param dataset the digest of what the model was trained on
 * @param classes of that dataset; the model's output has {@code background} and then these
 */
public record PublishRequest(int format, Digest dataset, List<String> classes) {

    public static final int FORMAT = 1;
}
