package dev.roadworthy.worker.model;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.MalformedDocumentException;
import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.worker.model.ModelFaultException.Part;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A published model, ready to look at frames. Used by one thread at a time. */
public final class StoredModel implements AutoCloseable {

    private final Preprocess preprocess;
    private final Network network;
    private final FrameInput input;
    private final FloatBuffer inputs;

    private StoredModel(Preprocess preprocess, Network network, int batch) {
        this.preprocess = preprocess;
        this.network = network;
        this.input = new FrameInput(preprocess.input());
        this.inputs = ByteBuffer.allocateDirect(Math.multiplyExact(network.inputSize(), batch * Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * Fetches and opens a model.
     *
     * @param ref of the {@link ModelManifest}
     * @param directory for the model's files; created
     * @param threads that one inference uses
     * @param batch frames that it is shown at once at most
     */
    public static StoredModel open(ArtifactStore artifacts, ArtifactRef ref, Path directory, int threads, int batch)
            throws ModelFaultException, StepException, IOException {
        Files.createDirectories(directory);
        ModelManifest manifest;
        try {
            manifest = Documents.read(artifacts.read(ref), ModelManifest.class, ModelManifest.FORMAT);
        } catch (MalformedDocumentException e) {
            throw new ModelFaultException(Part.MODEL, "%s is no manifest: %s".formatted(ref.uri(), e.getMessage()), e);
        }
        Preprocess preprocess = Preprocess.read(artifacts.read(file(manifest, ModelManifest.PREPROCESS)));
        Path model = directory.resolve(ModelManifest.MODEL);
        artifacts.fetch(file(manifest, ModelManifest.MODEL), model);
        return new StoredModel(preprocess, Network.open(model, preprocess, threads), batch);
    }

    private static ArtifactRef file(ModelManifest manifest, String path) throws ModelFaultException {
        return manifest.files().stream()
                .filter(file -> file.path().equals(path))
                .map(ModelManifest.File::content)
                .findFirst()
                .orElseThrow(() -> new ModelFaultException(Part.MODEL, "its manifest has no " + path, null));
    }

    /** The names of the output's channels, background first. */
    public List<String> classes() {
        return preprocess.output().classes();
    }

    /** Looks at frames, as many as the batch at most. */
    public Scores look(List<BufferedImage> frames) throws ModelFaultException {
        for (int i = 0; i < frames.size(); i++) {
            input.write(frames.get(i), inputs, i * network.inputSize());
        }
        return network.run(inputs, frames.size());
    }

    /** Runs the network once more on the first frame that was shown last, and nothing else. */
    public Scores again() throws ModelFaultException {
        return network.run(inputs, 1);
    }

    @Override
    public void close() {
        network.close();
    }
}
