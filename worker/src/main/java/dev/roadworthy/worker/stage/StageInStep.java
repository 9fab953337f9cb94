package dev.roadworthy.worker.stage;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.StageRequest;
import dev.roadworthy.worker.index.IndexDatabase;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.Scratch;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.SourceObjects;
import dev.roadworthy.worker.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays a Dataset into {@code ROADWORTHY_DATASET_DIR} for a trainer, as {@code docs/trainer-contract.md} says. What lists
 * the frames comes last, so a folder that has {@code dataset.json} is complete.
 */
public final class StageInStep {

    private static final Logger LOG = LoggerFactory.getLogger(StageInStep.class);

    private static final Set<String> SPLITS = Set.of("train", "validation", "test");
    private static final String DRAFTS = ".drafts";

    private final Environment environment;
    private final int cores;

    public StageInStep(Environment environment) {
        this(environment, Runtime.getRuntime().availableProcessors());
    }

    StageInStep(Environment environment, int cores) {
        this.environment = environment;
        this.cores = cores;
    }

    /** The content of {@code dataset.json}. */
    private record StagedDataset(Digest digest, List<String> classes) {}

    /**
     * Does it.
     *
     * @param requestFile a {@link StageRequest}
     */
    public void run(Path requestFile) throws Exception {
        StageRequest request = request(Files.readAllBytes(requestFile));
        Path root = Files.createDirectories(environment.directory(Environment.DATASET_DIRECTORY))
                .toRealPath();
        Files.deleteIfExists(root.resolve("dataset.json"));
        try (Scratch scratch = Scratch.create("stage-in");
                IndexDatabase database = IndexDatabase.open(scratch.path(), cores);
                ArtifactStore artifacts = Stores.artifacts(environment);
                SourceObjects source = new SourceObjects(environment)) {
            DatasetIndex index =
                    DatasetIndex.open(artifacts, request.manifest(), request.dataset(), database, scratch.path());
            LOG.info(
                    "verify dataset={} frames={}",
                    request.dataset(),
                    index.manifest().frames());
            stage(index, request, source, root);
        }
    }

    private void stage(DatasetIndex index, StageRequest request, SourceObjects source, Path root) throws Exception {
        Path drafts = root.resolve(DRAFTS);
        // Drafts of a try that was killed; without this they would stay for the life of the volume.
        try (Scratch cleared = new Scratch(Files.createDirectories(drafts))) {
            Path draft = cleared.path().resolve("frames.csv");
            try (FramesCsv csv = FramesCsv.create(root, draft)) {
                Staging.run(
                        index,
                        new DatasetIndex.Selection(request.splits(), false, List.of()),
                        source,
                        new Staging.Target(root, drafts),
                        cores,
                        csv::add);
            }
            replace(draft, root.resolve("frames.csv"));
            Path dataset = cleared.path().resolve("dataset.json");
            Files.write(
                    dataset,
                    Documents.write(new StagedDataset(
                            request.dataset(), index.manifest().classes())));
            replace(dataset, root.resolve("dataset.json"));
        }
    }

    private static void replace(Path draft, Path file) throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static StageRequest request(byte[] json) throws StepException {
        StageRequest request;
        try {
            request = Documents.read(json, StageRequest.class, StageRequest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw rejected(String.valueOf(e.getMessage()));
        }
        if (request.splits().isEmpty() || !SPLITS.containsAll(request.splits())) {
            throw rejected("splits is %s; name some of train, validation and test".formatted(request.splits()));
        }
        if (new HashSet<>(request.splits()).size() < request.splits().size()) {
            throw rejected("splits is %s, which names one twice".formatted(request.splits()));
        }
        return request;
    }

    private static StepException rejected(String what) {
        return StepException.rejected(
                StageRejection.RequestInvalid, "the stage-in request cannot be used: %s".formatted(what));
    }
}
