package dev.roadworthy.contract;

import java.util.List;

/**
 * What the step {@code stage-in} is asked to do: lay a Dataset's frames and canonical masks into a folder, verified
 * against their digests. Its layout is described in {@code docs/trainer-contract.md}.
 *
 * @param format {@value #FORMAT}
 * @param dataset the digest that the staged rows must have together with those that are left out
 * @param manifest the {@link DatasetManifest} of that digest
 * @param splits which of {@code train}, {@code validation} and {@code test} are staged
 */
public record StageRequest(int format, Digest dataset, ArtifactRef manifest, List<String> splits) {

    public static final int FORMAT = 1;
}
