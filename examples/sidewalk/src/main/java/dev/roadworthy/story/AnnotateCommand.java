package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Dataset;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Labels the tasks of an AnnotationJob in the trial's object store. */
@Command(name = "annotate", description = "Labels the tasks of an AnnotationJob with the masks of generated rides.")
public final class AnnotateCommand implements Callable<Integer> {

    @Option(names = "--rides", required = true, description = "Folder with the rides, masks included.")
    private @Nullable Path rides;

    @Option(names = "--dataset", required = true, description = "Manifest of their Dataset, for what masks mean.")
    private @Nullable Path manifest;

    @Option(names = "--namespace", defaultValue = "vision", description = "Namespace of the AnnotationJob.")
    private String namespace = "vision";

    @Option(names = "--release-namespace", defaultValue = "roadworthy", description = "Namespace of the product.")
    private String releaseNamespace = "roadworthy";

    @Parameters(paramLabel = "NAME", description = "The AnnotationJob.")
    private String name = "";

    public static void main(String... arguments) {
        System.exit(new CommandLine(new AnnotateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Dataset declared = Serialization.unmarshal(Files.readString(Objects.requireNonNull(manifest)), Dataset.class);
        Map<String, String> meanings = Objects.requireNonNull(
                Objects.requireNonNull(declared.getSpec().source()).labelValues(), "what the masks mean");
        try (KubernetesClient client = new KubernetesClientBuilder().build();
                RidesBucket bucket = RidesBucket.open(client, releaseNamespace)) {
            AnnotationJob job = client.resources(AnnotationJob.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            AnnotationJobStatus status = job == null ? null : job.getStatus();
            AnnotationJobStatus.Tasks tasks = status == null ? null : status.tasks();
            if (tasks == null) {
                throw new StoryException("expected: AnnotationJob %s in namespace %s has laid its tasks out%nseen: %s"
                        .formatted(name, namespace, status));
            }
            URI folder = URI.create(tasks.folder());
            int labelled = new Annotator(bucket.s3(), Objects.requireNonNull(rides), meanings).label(folder);
            System.out.printf("%d frames of %s are labelled and handed in%n", labelled, folder);
        }
        return 0;
    }
}
