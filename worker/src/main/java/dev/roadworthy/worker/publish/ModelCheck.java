package dev.roadworthy.worker.publish;

import dev.roadworthy.contract.ModelManifest;
import dev.roadworthy.contract.PublishRequest;
import dev.roadworthy.worker.model.ModelFaultException;
import dev.roadworthy.worker.model.Network;
import dev.roadworthy.worker.model.Preprocess;
import dev.roadworthy.worker.model.Scores;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries a model out before it is stored: whether it loads, fits its description and the dataset, and computes. */
final class ModelCheck {

    private static final long MAX_PREPROCESS_BYTES = 1024 * 1024;
    private static final int THREADS = 1;
    private static final List<Integer> BATCHES = List.of(1, 2);

    private final PublishRequest request;

    ModelCheck(PublishRequest request) {
        this.request = request;
    }

    /** What the manifest says of the model beside its files. */
    record Checked(long opset, ModelManifest.Input input, ModelManifest.Output output) {}

    /**
     * Checks.
     *
     * @param files of the output by path
     * @param alone an empty directory
     */
    Checked check(Map<String, Path> files, Path alone) throws StepException, IOException {
        Path model = required(files, ModelManifest.MODEL);
        Path description = required(files, ModelManifest.PREPROCESS);
        if (Files.size(description) > MAX_PREPROCESS_BYTES) {
            throw rejected(
                    PublishRejection.PreprocessInvalid,
                    ModelManifest.PREPROCESS,
                    "it has %d bytes".formatted(Files.size(description)));
        }
        try {
            Preprocess preprocess = Preprocess.read(Files.readAllBytes(description));
            requireClasses(preprocess.output().classes());
            // Weights must be inside the file: nothing lies beside this copy.
            Path copy = Files.copy(model, alone.resolve(ModelManifest.MODEL));
            try (Network network = Network.open(copy, preprocess, THREADS)) {
                tryOut(network);
                Preprocess.Input input = preprocess.input();
                return new Checked(
                        network.opset(),
                        new ModelManifest.Input(input.name(), input.width(), input.height()),
                        new ModelManifest.Output(
                                preprocess.output().name(), preprocess.output().classes()));
            }
        } catch (ModelFaultException e) {
            String what = String.valueOf(e.getMessage());
            throw switch (e.part()) {
                case MODEL -> rejected(PublishRejection.ModelInvalid, ModelManifest.MODEL, what);
                case PREPROCESS -> rejected(PublishRejection.PreprocessInvalid, ModelManifest.PREPROCESS, what);
                case NOT_FINITE ->
                    rejected(PublishRejection.NotFinite, ModelManifest.MODEL, what + " for an input of 0 to 1");
            };
        }
    }

    private static Path required(Map<String, Path> files, String name) throws StepException {
        Path file = files.get(name);
        if (file == null) {
            throw StepException.rejected(
                    PublishRejection.ModelMissing,
                    "the trainer's output has no %s; it has %s; see docs/trainer-contract.md"
                            .formatted(name, files.keySet()));
        }
        return file;
    }

    private void requireClasses(List<String> found) throws StepException {
        List<String> expected = new ArrayList<>(List.of("background"));
        expected.addAll(request.classes());
        if (!found.equals(expected)) {
            throw rejected(
                    PublishRejection.PreprocessInvalid,
                    ModelManifest.PREPROCESS,
                    "output.classes is %s, and the dataset %s has %s"
                            .formatted(found, request.dataset().abbreviated(), expected));
        }
    }

    // Two batches: a graph that says N and means 1 fails with the second.
    private static void tryOut(Network network) throws ModelFaultException {
        for (int frames : BATCHES) {
            Scores scores = network.run(sample(network.inputSize(), frames), frames);
            for (int frame = 0; frame < frames; frame++) {
                scores.classes(frame);
            }
        }
    }

    /** A ramp from 0 to 1, again and again, with a period that no image's width divides by. */
    private static FloatBuffer sample(int inputSize, int frames) {
        FloatBuffer sample = ByteBuffer.allocateDirect(inputSize * frames * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < sample.capacity(); i++) {
            sample.put(i, i % 257 / 256f);
        }
        return sample;
    }

    private static StepException rejected(PublishRejection reason, String file, String what) {
        return StepException.rejected(
                reason,
                "%s cannot be published: %s; correct the trainer, see docs/trainer-contract.md".formatted(file, what));
    }
}
