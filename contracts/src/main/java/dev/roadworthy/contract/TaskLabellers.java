package dev.roadworthy.contract;

import java.util.Map;

/**
 * Who drew which mask: the object {@value #FILE} of a task folder, which whoever labels may write before {@link TaskList#DONE}.
 *
 * @param format {@value #FORMAT}
 * @param labellers a pseudonym for a task's id; tasks may be left out
 */
public record TaskLabellers(int format, Map<String, String> labellers) {

    public static final int FORMAT = 1;

    /** The object's name in the folder. */
    public static final String FILE = TaskList.MASKS + "labellers.json";
}
