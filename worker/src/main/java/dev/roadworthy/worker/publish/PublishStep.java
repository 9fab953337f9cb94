package dev.roadworthy.worker.publish;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.PublishRequest;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.Scratch;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a trainer left in {@code ROADWORTHY_OUTPUT_DIR}: checks it, stores every file, and describes them in one
 * manifest. The same files give the same manifest, and so the same digest of the model.
 */
public final class PublishStep {

    private static final Logger LOG = LoggerFactory.getLogger(PublishStep.class);

    private final Environment environment;

    public PublishStep(Environment environment) {
        this.environment = environment;
    }

    /**
     * Does it.
     *
     * @param requestFile a {@link PublishRequest}
     * @return the {@link ModelManifest}
     */
    public ArtifactRef run(Path requestFile) throws Exception {
        PublishRequest request = request(Files.readAllBytes(requestFile));
        SortedMap<String, Path> files = OutputFolder.files(
                environment.directory(Environment.OUTPUT_DIRECTORY).toRealPath());
        try (Scratch scratch = Scratch.create("publish");
                ArtifactStore artifacts = Stores.artifacts(environment)) {
            ModelCheck.Checked checked = new ModelCheck(request).check(files, scratch.path());
            LOG.info("check opset={} files={} dataset={}", checked.opset(), files.size(), request.dataset());
            List<ModelManifest.File> stored = new ArrayList<>();
            for (Map.Entry<String, Path> file : files.entrySet()) {
                ArtifactRef content = artifacts.put(file.getValue());
                LOG.info("store path={} digest={} bytes={}", file.getKey(), content.digest(), content.bytes());
                stored.add(new ModelManifest.File(file.getKey(), content));
            }
            long bytes =
                    stored.stream().mapToLong(file -> file.content().bytes()).sum();
            return artifacts.put(Documents.write(new ModelManifest(
                    ModelManifest.FORMAT, stored, checked.opset(), checked.input(), checked.output(), bytes)));
        }
    }

    private static PublishRequest request(byte[] json) throws StepException {
        try {
            return Documents.read(json, PublishRequest.class, PublishRequest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw StepException.rejected(
                    PublishRejection.RequestInvalid,
                    "the publish request cannot be used: %s".formatted(e.getMessage()));
        }
    }
}
