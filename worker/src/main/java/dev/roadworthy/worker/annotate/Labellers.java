package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.CollectResult.ClassAgreement;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.TaskLabellers;
import dev.roadworthy.contract.TaskSheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who drew which mask, as far as the folder says. What comes of it goes into the review and never into the labels. */
final class Labellers {

    /** The largest file that is read. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    // Too narrow for an address, so that nobody hands one in by mistake.
    private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final List<String> classes;
    private final Map<String, String> byTask;
    private final Map<String, Work> works = new TreeMap<>();

    private Labellers(List<String> classes, Map<String, String> byTask) {
        this.classes = classes;
        this.byTask = byTask;
    }

    /** Changes as masks are added. */
    private static final class Work {

        private final GoldAgreement agreement;
        private int masks;
        private int gold;

        Work(List<String> classes) {
            this.agreement = new GoldAgreement(classes);
        }
    }

    /** Nobody is named. */
    static Labellers none(TaskSheet sheet) {
        return new Labellers(sheet.classes(), Map.of());
    }

    /**
     * Reads who is named.
     *
     * @param file a {@link TaskLabellers}
     * @param faults is told what cannot be used: which entry, and what of it
     */
    static Labellers of(TaskSheet sheet, byte[] file, BiConsumer<String, String> faults) {
        Map<String, String> named;
        try {
            named = Documents.read(file, TaskLabellers.class, TaskLabellers.FORMAT)
                    .labellers();
        } catch (MalformedDocumentException e) {
            faults.accept(TaskLabellers.FILE, String.valueOf(e.getMessage()));
            return none(sheet);
        }
        Set<String> tasks = sheet.tasks().stream().map(TaskSheet.Task::id).collect(Collectors.toSet());
        Map<String, String> byTask = new HashMap<>();
        new TreeMap<>(named).forEach((task, pseudonym) -> {
            if (!tasks.contains(task)) {
                faults.accept(TaskLabellers.FILE, "'%s' is the id of no task".formatted(task));
            } else if (!PSEUDONYM.matcher(pseudonym).matches()) {
                // Not repeated: it may be a name or an address.
                faults.accept(
                        TaskLabellers.FILE,
                        "the labeller of %s is no pseudonym: letters, digits, '.', '_' and '-', at most 64, no address"
                                .formatted(task));
            } else {
                byTask.put(task, pseudonym);
            }
        });
        return new Labellers(sheet.classes(), byTask);
    }

    /** Counts a mask that can be used. */
    void drew(TaskSheet.Task task) {
        work(task, work -> work.masks++);
    }

    /** Compares a mask of gold with what is known. */
    void drewGold(TaskSheet.Task task, byte[] known, byte[] given) {
        work(task, work -> {
            work.gold++;
            work.agreement.add(task.id(), known, given);
        });
    }

    private void work(TaskSheet.Task task, Consumer<Work> added) {
        String pseudonym = byTask.get(task.id());
        if (pseudonym != null) {
            added.accept(works.computeIfAbsent(pseudonym, name -> new Work(classes)));
        }
    }

    /** Sorted by pseudonym; null where nobody is named. */
    @Nullable List<CollectResult.Labeller> result() {
        if (works.isEmpty()) {
            return null;
        }
        List<CollectResult.Labeller> result = new ArrayList<>();
        works.forEach((pseudonym, work) -> {
            List<ClassAgreement> agreement = work.agreement.result();
            result.add(new CollectResult.Labeller(
                    pseudonym,
                    work.masks,
                    work.gold,
                    agreement.stream().mapToLong(ClassAgreement::intersection).sum(),
                    agreement.stream().mapToLong(ClassAgreement::union).sum()));
        });
        return result;
    }
}
