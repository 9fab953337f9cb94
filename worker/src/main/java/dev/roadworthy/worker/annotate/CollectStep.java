package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectRequest;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.LabelSnapshot;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.TaskLabellers;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.index.MaskMeaning;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Location;
import dev.roadworthy.worker.store.Stores;
import dev.roadworthy.worker.store.TaskFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the masks of a task folder: each is checked, those of gold are compared with what is known, the others are
 * stored under their digests. The same masks give the same snapshot.
 */
public final class CollectStep {

    private static final Logger LOG = LoggerFactory.getLogger(CollectStep.class);

    private final Environment environment;

    public CollectStep(Environment environment) {
        this.environment = environment;
    }

    /**
     * Does it.
     *
     * @param requestFile a {@link CollectRequest}
     * @return the {@link CollectResult}
     */
    public ArtifactRef run(Path requestFile) throws Exception {
        CollectRequest request = request(Files.readAllBytes(requestFile));
        try (ArtifactStore artifacts = Stores.artifacts(environment);
                TaskFolder folder = Stores.tasks(Location.parse(request.folder()))) {
            TaskSheet sheet = sheet(request.sheet(), artifacts);
            HandIn handIn = HandIn.list(sheet, folder);
            Collection masks = new Collection(sheet, artifacts);
            if (handIn.labellers() > Labellers.MAX_BYTES) {
                masks.drawnByUnreadable(
                        TaskLabellers.FILE, "%d bytes, %d are read".formatted(handIn.labellers(), Labellers.MAX_BYTES));
            } else if (handIn.labellers() > 0) {
                masks.drawnBy(folder.read(TaskLabellers.FILE));
            }
            for (TaskSheet.Task task : sheet.tasks()) {
                HandIn.Unusable unusable = handIn.unusable(task);
                if (unusable == null) {
                    masks.add(task, folder.read(TaskList.mask(task.id())));
                } else {
                    masks.add(task, unusable);
                }
            }
            CollectResult result = new CollectResult(
                    CollectResult.FORMAT,
                    sheet.tasks().size(),
                    masks.skipped(),
                    masks.faults(),
                    handIn.strays(),
                    masks.agreement(),
                    snapshot(sheet, masks, artifacts),
                    masks.labels().size(),
                    masks.labellers());
            LOG.info(
                    "collect tasks={} labelled={} skipped={} faults={}",
                    result.tasks(),
                    result.labelled(),
                    result.skipped(),
                    result.faults());
            return artifacts.put(Documents.write(result));
        }
    }

    private static @Nullable ArtifactRef snapshot(TaskSheet sheet, Collection masks, ArtifactStore artifacts)
            throws StepException {
        if (!masks.faults().isEmpty() || masks.labels().isEmpty()) {
            return null;
        }
        List<LabelSnapshot.Label> sorted = masks.labels().stream()
                .sorted(Comparator.comparing(label -> label.image().value()))
                .toList();
        return artifacts.put(Documents.write(new LabelSnapshot(
                LabelSnapshot.FORMAT, sheet.classes(), MaskMeaning.canonical(sheet.classes()), sorted)));
    }

    private static CollectRequest request(byte[] json) throws StepException {
        try {
            CollectRequest request = Documents.read(json, CollectRequest.class, CollectRequest.FORMAT);
            Location.parse(request.folder());
            return request;
        } catch (MalformedDocumentException | IllegalArgumentException e) {
            throw StepException.rejected(
                    AnnotateRejection.RequestInvalid,
                    "the collect request cannot be used: %s".formatted(e.getMessage()));
        }
    }

    private static TaskSheet sheet(ArtifactRef ref, ArtifactStore artifacts) throws StepException, IOException {
        try {
            return Documents.read(artifacts.read(ref), TaskSheet.class, TaskSheet.FORMAT);
        } catch (MalformedDocumentException e) {
            throw StepException.rejected(
                    AnnotateRejection.SheetInvalid,
                    "%s is no sheet of tasks: %s; change spec.select.seed to select anew"
                            .formatted(ref.uri(), e.getMessage()));
        }
    }
}
