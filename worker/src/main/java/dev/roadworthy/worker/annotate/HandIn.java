package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.TaskLabellers;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.index.Images;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.TaskFolder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the folder of masks.
 *
 * @param sizes of the masks that belong to tasks, in bytes by path
 * @param labellers bytes of the file that names who drew them; 0 where there is none
 * @param strays what belongs to no task; its examples are the first by name
 */
record HandIn(Map<String, Long> sizes, long labellers, DatasetManifest.Finding strays) {

    /**
     * Why there is no mask to look at.
     *
     * @param finding {@link CollectResult#MISSING}, or a {@link Defect#id()}
     * @param what for a person
     */
    record Unusable(String finding, String what) {}

    /** Lists; however much lies there, only what belongs to tasks is remembered. */
    static HandIn list(TaskSheet sheet, TaskFolder folder) throws StepException {
        Set<String> expected = new HashSet<>();
        sheet.tasks().forEach(task -> expected.add(TaskList.mask(task.id())));
        Map<String, Long> sizes = new HashMap<>();
        TreeSet<String> others = new TreeSet<>();
        long[] strays = new long[1];
        long[] labellers = new long[1];
        folder.list(TaskList.MASKS, object -> {
            if (expected.contains(object.path())) {
                sizes.put(object.path(), object.bytes());
            } else if (object.path().equals(TaskLabellers.FILE)) {
                labellers[0] = object.bytes();
            } else {
                strays[0]++;
                others.add(object.path());
                if (others.size() > DatasetManifest.MAX_EXAMPLES) {
                    others.removeLast();
                }
            }
        });
        return new HandIn(
                sizes,
                labellers[0],
                new DatasetManifest.Finding(
                        CollectResult.STRAY, strays[0], sizes.size() + strays[0], List.copyOf(others)));
    }

    /** Why the mask of a task cannot be read; null where it can. */
    @Nullable Unusable unusable(TaskSheet.Task task) {
        String path = TaskList.mask(task.id());
        Long bytes = sizes.get(path);
        if (bytes == null) {
            return new Unusable(CollectResult.MISSING, path + " is not there");
        }
        return bytes > Images.MAX_BYTES
                ? new Unusable(
                        Defect.LABEL_MISMATCH.id(), "the mask has %d bytes, more than it may have".formatted(bytes))
                : null;
    }
}
