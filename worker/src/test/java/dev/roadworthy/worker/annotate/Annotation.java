package dev.roadworthy.worker.annotate;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectRequest;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.SelectRequest;
import dev.roadworthy.contract.SelectResult;
import dev.roadworthy.contract.TaskList;
import dev.roadworthy.contract.TaskSheet;
import dev.roadworthy.worker.index.Indexing.Indexed;
import dev.roadworthy.worker.step.Environment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs both steps on directories, and reads what they stored and laid out. */
final class Annotation {

    private final Path work;
    private final Path folder;

    Annotation(Path work) {
        this.work = work;
        this.folder = work.resolve("tasks");
    }

    /** All frames of the dataset without a mask, and one gold frame for two of them. */
    static SelectRequest everything(Indexed dataset, String folder) {
        return request(dataset, folder, null, 1000, 7, new SelectRequest.Gold(50, null));
    }

    static SelectRequest request(
            Indexed dataset,
            String folder,
            @Nullable String where,
            int limit,
            long seed,
            SelectRequest.@Nullable Gold gold) {
        return new SelectRequest(
                SelectRequest.FORMAT,
                dataset.manifest().digest(),
                dataset.manifestRef(),
                null,
                where,
                limit,
                seed,
                gold,
                folder);
    }

    String folder() {
        return folder.toUri().toString();
    }

    /** The path of an object in the task folder. */
    Path file(String path) {
        return folder.resolve(path);
    }

    /** What the step {@code select} gave. */
    record Selected(SelectResult result, TaskSheet sheet, TaskList list) {}

    Selected select(SelectRequest request) throws Exception {
        ArtifactRef ref = new SelectStep(environment(), 2).run(file(request));
        SelectResult result = read(ref, SelectResult.class);
        return new Selected(
                result,
                read(result.sheet(), TaskSheet.class),
                Documents.read(Files.readAllBytes(file(TaskList.FILE)), TaskList.class));
    }

    CollectResult collect(Selected selected) throws Exception {
        CollectRequest request = new CollectRequest(
                CollectRequest.FORMAT,
                selected.result().sheet(),
                folder(),
                Digest.of("done".getBytes(StandardCharsets.UTF_8)));
        return read(new CollectStep(environment()).run(file(request)), CollectResult.class);
    }

    <T> T read(ArtifactRef ref, Class<T> type) throws Exception {
        return Documents.read(Files.readAllBytes(Path.of(URI.create(ref.uri()))), type);
    }

    private Path file(Object request) throws Exception {
        return Files.write(Files.createTempFile(work, "request", ".json"), Documents.write(request));
    }

    private Environment environment() {
        return new Environment(
                Map.of(Environment.STORE, work.resolve("store").toUri().toString()));
    }
}
