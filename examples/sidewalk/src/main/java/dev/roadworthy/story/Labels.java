package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Dataset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The parts about labels: frames are laid out, labelled by somebody outside, and taken in. */
record Labels(Stage stage, String releaseNamespace) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Declares an AnnotationJob and waits until its frames lie in the folder. */
    String laidOut(String manifest) throws IOException, InterruptedException {
        String name =
                stage.declared(AnnotationJob.class, manifest).getMetadata().getName();
        URI files = URI.create(Objects.requireNonNull(
                        stage.declared(AnnotationJob.class, manifest)
                                .getSpec()
                                .tool()
                                .files(),
                        "the folder")
                .uri());
        try (RidesBucket bucket = RidesBucket.open(stage.client(), releaseNamespace)) {
            // What an earlier story handed in would be taken at once.
            bucket.empty(files);
        }
        stage.apply(AnnotationJob.class, manifest);
        AnnotationJobStatus.Tasks tasks = tasks(stage.watch().says(AnnotationJob.class, name, "Labelling", PATIENCE));
        return "%d frames lie in %s".formatted(tasks.total(), tasks.folder());
    }

    /**
     * Labels them, as a tool does through the same folder, and waits until they are accepted.
     *
     * @param dataset manifest that says what the values of the masks mean
     * @param known folder of rides with all masks
     */
    String labelled(String manifest, String dataset, Path known) throws IOException, InterruptedException {
        AnnotationJob declared = stage.declared(AnnotationJob.class, manifest);
        AnnotationJobStatus.Tasks tasks =
                tasks(stage.now(AnnotationJob.class, declared.getMetadata().getName()));
        try (RidesBucket bucket = RidesBucket.open(stage.client(), releaseNamespace)) {
            new Annotator(bucket.s3(), known, meanings(dataset)).label(URI.create(tasks.folder()));
        }
        AnnotationJobStatus status =
                stage.ready(AnnotationJob.class, declared, PATIENCE).getStatus();
        if (status.labels() == null) {
            throw new StoryException("expected: accepted labels are pinned%nseen: %s".formatted(status));
        }
        String agreement =
                Objects.requireNonNullElse(status.agreement(), List.<AnnotationJobStatus.Agreement>of()).stream()
                        .map(of -> of.name() + " " + of.iou())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("not measured");
        return "%d accepted, gold agreement %s, %s"
                .formatted(
                        status.labels().count(),
                        agreement,
                        Stage.brief(status.labels().snapshot().digest()));
    }

    private Map<String, String> meanings(String dataset) throws IOException {
        return Objects.requireNonNull(
                Objects.requireNonNull(
                                stage.declared(Dataset.class, dataset).getSpec().source())
                        .labelValues(),
                "what the masks mean");
    }

    private static AnnotationJobStatus.Tasks tasks(AnnotationJob job) {
        AnnotationJobStatus.Tasks tasks = job.getStatus().tasks();
        if (tasks == null) {
            throw new StoryException("expected: frames were laid out%nseen: %s".formatted(job.getStatus()));
        }
        return tasks;
    }
}
