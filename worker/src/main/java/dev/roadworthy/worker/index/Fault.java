package dev.roadworthy.worker.index;

import dev.roadworthy.contract.Defect;

/**
 * What is wrong with a frame.
 *
 * @param what for a person: the fact that shows it, short, without the frame's name
 */
public record Fault(Defect defect, String what) {

    /** Whether it is looked for before {@link Defect#DUPLICATE}, which only shows when all frames are known. */
    boolean precedesDuplicate() {
        return defect.compareTo(Defect.DUPLICATE) < 0;
    }
}
