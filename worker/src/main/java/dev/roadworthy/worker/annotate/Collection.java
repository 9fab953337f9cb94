package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.DatasetManifest;
import dev.roadworthy.contract.Defect;
import dev.roadworthy.contract.IndexRequest;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.index.Fault;
import dev.roadworthy.worker.index.MaskCheck;
import dev.roadworthy.worker.index.MaskMeaning;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks masks one after the other, and keeps what is good and what is wrong. */
final class Collection {

    private final TaskSheet sheet;
    private final ArtifactStore artifacts;
    private final MaskCheck check;
    private final GoldAgreement agreement;
    private final List<LabelSnapshot.Label> labels = new ArrayList<>();
    private final Map<String, List<String>> examples = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private Labellers labellers;
    private int skipped;

    Collection(TaskSheet sheet, ArtifactStore artifacts) {
        this.sheet = sheet;
        this.artifacts = artifacts;
        this.check = new MaskCheck(MaskMeaning.ofCanonical(sheet.classes()));
        this.agreement = new GoldAgreement(sheet.classes());
        this.labellers = Labellers.none(sheet);
    }

    /** Takes who drew the masks that are added from now on: a {@link dev.roadworthy.contract.TaskLabellers}. */
    void drawnBy(byte[] file) {
        labellers = Labellers.of(sheet, file, (where, what) -> fault(CollectResult.LABELLERS, where, what));
    }

    /** Notes that who drew them cannot be read. */
    void drawnByUnreadable(String where, String what) {
        fault(CollectResult.LABELLERS, where, what);
    }

    /** Takes the mask of a task. */
    void add(TaskSheet.Task task, byte[] file) throws StepException, IOException {
        switch (check.check(file, task.width(), task.height())) {
            case MaskCheck.Outcome.Sound(Map<String, Long> pixels) -> sound(task, file, pixels);
            case MaskCheck.Outcome.Faulty(Fault fault) -> faulty(task, file, fault);
        }
    }

    /** Notes a task whose mask cannot be read. */
    void add(TaskSheet.Task task, HandIn.Unusable unusable) {
        fault(unusable.finding(), named(task), unusable.what());
    }

    private void sound(TaskSheet.Task task, byte[] file, Map<String, Long> pixels) throws StepException, IOException {
        labellers.drew(task);
        ArtifactRef gold = task.gold();
        if (gold == null) {
            labels.add(new LabelSnapshot.Label(task.image(), artifacts.put(file), pixels));
        } else {
            compare(task, artifacts.read(gold), file);
        }
    }

    /** A mask that ignores every pixel is an answer: it cannot be told. For gold it is a wrong one. */
    private void faulty(TaskSheet.Task task, byte[] file, Fault fault) throws StepException, IOException {
        if (fault.defect() != Defect.EMPTY_MASK) {
            fault(fault.defect().id(), named(task), fault.what());
            return;
        }
        if (!Masks.hasOnly(file, Masks.IGNORE)) {
            fault(
                    fault.defect().id(),
                    named(task),
                    fault.what() + "; where it cannot be told, give every pixel the value of " + IndexRequest.IGNORE);
            return;
        }
        labellers.drew(task);
        ArtifactRef gold = task.gold();
        if (gold == null) {
            skipped++;
        } else {
            compare(task, artifacts.read(gold), file);
        }
    }

    private void compare(TaskSheet.Task task, byte[] known, byte[] given) {
        agreement.add(named(task), known, given);
        labellers.drewGold(task, known, given);
    }

    private void fault(String finding, String where, String what) {
        counts.merge(finding, 1L, Long::sum);
        List<String> named = examples.computeIfAbsent(finding, name -> new ArrayList<>());
        if (named.size() < DatasetManifest.MAX_EXAMPLES) {
            named.add("%s: %s".formatted(where, what));
        }
    }

    private static String named(TaskSheet.Task task) {
        return "%s (%s)".formatted(task.id(), task.frame());
    }

    int skipped() {
        return skipped;
    }

    List<LabelSnapshot.Label> labels() {
        return labels;
    }

    @Nullable List<CollectResult.Labeller> labellers() {
        return labellers.result();
    }

    List<CollectResult.ClassAgreement> agreement() {
        return agreement.result();
    }

    List<DatasetManifest.Finding> faults() {
        return counts.entrySet().stream()
                .map(entry -> new DatasetManifest.Finding(
                        entry.getKey(),
                        entry.getValue(),
                        sheet.tasks().size(),
                        List.copyOf(examples.getOrDefault(entry.getKey(), List.of()))))
                .toList();
    }
}
