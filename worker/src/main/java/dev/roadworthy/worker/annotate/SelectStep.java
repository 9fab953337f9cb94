package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.contract.SelectResult;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.index.IndexDatabase;
import dev.roadworthy.worker.index.MaskMeaning;
import dev.roadworthy.worker.stage.DatasetIndex;
import dev.roadworthy.worker.stage.Staging;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.Scratch;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Location;
import dev.roadworthy.worker.store.SourceObjects;
import dev.roadworthy.worker.store.Stores;
import dev.roadworthy.worker.store.TaskFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses frames of a dataset and lays them out in a task folder, known-good ones among them. What lists them comes last,
 * so a folder that has {@value TaskList#FILE} is complete. Run again, it writes the same.
 */
public final class SelectStep {

    private static final Logger LOG = LoggerFactory.getLogger(SelectStep.class);

    private static final List<String> SPLITS = List.of("train", "validation", "test");

    private final Environment environment;
    private final int cores;

    public SelectStep(Environment environment) {
        this(environment, Runtime.getRuntime().availableProcessors());
    }

    SelectStep(Environment environment, int cores) {
        this.environment = environment;
        this.cores = cores;
    }

    /**
     * Does it.
     *
     * @param requestFile a {@link SelectRequest}
     * @return the {@link SelectResult}
     */
    public ArtifactRef run(Path requestFile) throws Exception {
        SelectRequest request = SelectCheck.read(Files.readAllBytes(requestFile));
        try (Scratch scratch = Scratch.create("select");
                IndexDatabase database = IndexDatabase.open(scratch.path(), cores);
                ArtifactStore artifacts = Stores.artifacts(environment);
                SourceObjects source = new SourceObjects(environment);
                TaskFolder folder = Stores.tasks(Location.parse(request.folder()))) {
            DatasetIndex index =
                    DatasetIndex.open(artifacts, request.manifest(), request.dataset(), database, scratch.path());
            Choice choice = Choice.make(database, request, SelectCheck.slice(request, index.manifest()));
            LOG.info("select fresh={} gold={} candidates={}", choice.fresh(), choice.gold(), choice.candidates());
            TaskWriter tasks = new TaskWriter(request.seed(), folder, artifacts);
            Staging.run(
                    index,
                    new DatasetIndex.Selection(SPLITS, false, List.of()),
                    source,
                    new Staging.Target(
                            scratch.path().resolve("staged"), scratch.path().resolve("drafts")),
                    cores,
                    tasks::add);
            return conclude(index.manifest().classes(), tasks, choice, folder, artifacts);
        }
    }

    private static ArtifactRef conclude(
            List<String> classes, TaskWriter tasks, Choice choice, TaskFolder folder, ArtifactStore artifacts)
            throws Exception {
        ArtifactRef sheet = artifacts.put(Documents.write(new TaskSheet(TaskSheet.FORMAT, classes, tasks.sheet())));
        byte[] list =
                Documents.write(new TaskList(TaskList.FORMAT, classes, MaskMeaning.canonical(classes), tasks.list()));
        folder.put(TaskList.FILE, list);
        LOG.info("lay out tasks={} list={} folder={}", tasks.list().size(), Digest.of(list), folder.uri(""));
        return artifacts.put(Documents.write(new SelectResult(
                SelectResult.FORMAT, sheet, tasks.list().size(), Math.toIntExact(choice.gold()), choice.candidates())));
    }
}
