package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Digest;
import org.jspecify.annotations.Nullable;

/** Folders in which people and tools label frames. They do not tell when they are done: they are looked at. */
public interface Labeling {

    /**
     * How far a folder is.
     *
     * @param masks that lie there, named like those of tasks
     * @param handIn tells one writing of the object {@code done} from the next; null while it is not there
     */
    record Progress(int masks, @Nullable Digest handIn) {}

    /**
     * Looks at a folder.
     *
     * @param folder {@code s3://bucket/prefix/}, as {@code TaskList} describes it
     * @throws Refused where it may not be looked at
     * @throws Unavailable where it does not answer
     */
    Progress look(String folder) throws Refused, Unavailable;
}
