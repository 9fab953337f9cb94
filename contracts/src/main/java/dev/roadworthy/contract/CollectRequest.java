package dev.roadworthy.contract;

/**
 * What the step {@code collect} is asked to do: check the masks that were handed in, and compare the gold with what is
 * known. Limits are not part of it: the step measures, the operator compares.
 *
 * @param format {@value #FORMAT}
 * @param sheet the {@link TaskSheet}
 * @param folder of the tasks
 * @param handIn tells one hand-in from the next; the step does not read it
 */
public record CollectRequest(int format, ArtifactRef sheet, String folder, Digest handIn) {

    public static final int FORMAT = 1;
}
