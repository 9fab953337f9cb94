package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** The parts about rides and the Datasets that are made of them. */
record Recorded(Stage stage, String releaseNamespace) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Puts a folder of rides where the manifest of a Dataset looks for them. */
    String upload(Path folder, String manifest) throws IOException {
        URI prefix = URI.create(Objects.requireNonNull(
                        stage.declared(Dataset.class, manifest).getSpec().source(), "where the rides lie")
                .uri());
        stage.board().progress("uploading %s to %s".formatted(folder, prefix));
        try (RidesBucket bucket = RidesBucket.open(stage.client(), releaseNamespace)) {
            int files = bucket.mirror(folder, prefix);
            return "%d files lie under %s".formatted(files, prefix);
        }
    }

    /** Declares a Dataset and waits until it is pinned. */
    String index(String manifest) throws IOException, InterruptedException {
        Dataset dataset = stage.ready(Dataset.class, stage.apply(Dataset.class, manifest), PATIENCE);
        DatasetStatus status = dataset.getStatus();
        String digest = status.digest();
        if (digest == null || status.index() == null) {
            throw new StoryException("expected: a Ready Dataset is pinned by a digest%nseen: %s".formatted(status));
        }
        return "%s, %s"
                .formatted(
                        Watch.find(Watch.conditions(dataset), "Ready")
                                .orElseThrow()
                                .message(),
                        Stage.brief(digest));
    }

    /** Declares it again; nothing may come of it. */
    String again(String manifest) throws IOException, InterruptedException {
        String name = stage.declared(Dataset.class, manifest).getMetadata().getName();
        String before = stage.now(Dataset.class, name).getMetadata().getResourceVersion();
        int jobs = jobs();
        for (int i = 0; i < 3; i++) {
            stage.apply(Dataset.class, manifest);
        }
        String after = stage.now(Dataset.class, name).getMetadata().getResourceVersion();
        StoryException.unless(after.equals(before), "no write after the first", before + " became " + after);
        StoryException.unless(jobs() == jobs, "no Job after the first", jobs() + " Jobs");
        return "no Job and no write";
    }

    private int jobs() {
        return stage.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(stage.namespace())
                .list()
                .getItems()
                .size();
    }
}
