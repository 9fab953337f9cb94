package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From recorded rides to a verdict on a trained model; ends at the first thing that does not hold. */
@Command(name = "story", description = "Runs the story of the demo on a cluster where the product is installed.")
public final class Story implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_WITH_TRAINING = Duration.ofMinutes(15);

    @Option(names = "--rides", required = true, description = "Folder with the rides.")
    private @Nullable Path rides;

    @Option(names = "--dataset", required = true, description = "Manifest of their Dataset.")
    private @Nullable Path manifest;

    @Option(names = "--training-run", description = "Manifest of a TrainingRun on it; without it nothing is trained.")
    private @Nullable Path training;

    @Option(names = "--evaluation", description = "Manifest of an Evaluation of that model.")
    private @Nullable Path evaluation;

    @Option(names = "--trainer", description = "The trainer's image by digest, for that manifest.")
    private @Nullable String trainer;

    @Option(names = "--namespace", defaultValue = "vision", description = "Namespace of the objects.")
    private String namespace = "vision";

    @Option(names = "--release-namespace", defaultValue = "roadworthy", description = "Namespace of the product.")
    private String releaseNamespace = "roadworthy";

    @Option(names = "--live", description = "Standard output is a terminal: show progress in place.")
    private boolean live;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Story())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    System.out.println();
                    System.out.println("The story does not hold: "
                            + (e instanceof StoryException ? e.getMessage() : e.toString()));
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Board board = new Board(System.out, live);
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            Dataset declared = declared();
            board.chapter("rides are recorded", () -> record(client, board, declared));
            board.chapter("Dataset is indexed", () -> index(client, board, declared));
            board.chapter("applying it again changes nothing", () -> applyAgain(client, declared));
            if (training != null) {
                board.chapter("a model is trained", () -> train(client, board, declared));
            }
            if (evaluation != null) {
                board.chapter("the model is judged", () -> evaluate(client, board));
            }
        }
        board.say("");
        board.say(Kubectl.run("get", "roadworthy", "--namespace", namespace, "--output", "wide")
                .strip());
        board.say("");
        board.say("Times:");
        board.say(board.times());
        board.say("");
        board.say("What to try next:");
        board.say("  tools/cluster run kubectl explain dataset.spec.checks");
        board.say("  tools/cluster run kubectl -n %s describe dataset %s"
                .formatted(namespace, declared().getMetadata().getName()));
        board.say("  change a slice in %s, apply it, and see the second Job".formatted(manifest));
        return 0;
    }

    private String record(KubernetesClient client, Board board, Dataset declared) throws IOException {
        URI prefix =
                URI.create(Objects.requireNonNull(declared.getSpec().source(), "the manifest says where the rides lie")
                        .uri());
        board.progress("uploading %s to %s".formatted(rides, prefix));
        try (RidesBucket bucket = RidesBucket.open(client, releaseNamespace)) {
            int files = bucket.mirror(Objects.requireNonNull(rides), prefix);
            return "%d files lie under %s".formatted(files, prefix);
        }
    }

    private String index(KubernetesClient client, Board board, Dataset declared)
            throws IOException, InterruptedException {
        Kubectl.apply(Objects.requireNonNull(manifest), namespace);
        Dataset dataset = new Watch(client, board, namespace)
                .settled(Dataset.class, declared.getMetadata().getName(), PATIENCE);
        Condition ready = Watch.find(Watch.conditions(dataset), "Ready").orElseThrow();
        StoryException.unless(
                ready.status() == Condition.Status.True,
                "%s is Ready".formatted(declared.getMetadata().getName()),
                "%s: %s".formatted(ready.reason(), ready.message()));
        DatasetStatus status = dataset.getStatus();
        StoryException.unless(
                status.digest() != null && status.index() != null, "a Ready Dataset is pinned by a digest", status);
        return "%s, %s"
                .formatted(
                        ready.message(), Objects.requireNonNull(status.digest()).substring(0, 19));
    }

    private String train(KubernetesClient client, Board board, Dataset declared)
            throws IOException, InterruptedException {
        TrainingRun run = Serialization.unmarshal(
                Files.readString(Objects.requireNonNull(training))
                        .replaceFirst("(?m)^  image: .*$", "  image: " + Objects.requireNonNull(trainer)),
                TrainingRun.class);
        String name = run.getMetadata().getName();
        Path manifest = Files.createTempFile("training-run", ".yaml");
        Files.writeString(manifest, Serialization.asYaml(run));
        Kubectl.apply(manifest, namespace);
        Files.delete(manifest);
        TrainingRun trained =
                new Watch(client, board, namespace).settled(TrainingRun.class, name, PATIENCE_WITH_TRAINING);
        Condition ready = Watch.find(Watch.conditions(trained), "Ready").orElseThrow();
        StoryException.unless(
                ready.status() == Condition.Status.True,
                name + " is Ready",
                "%s: %s".formatted(ready.reason(), ready.message()));
        TrainingRunStatus status = trained.getStatus();
        String dataset = client.resources(Dataset.class)
                .inNamespace(namespace)
                .withName(declared.getMetadata().getName())
                .get()
                .getStatus()
                .digest();
        StoryException.unless(
                status.lineage() != null && status.lineage().dataset().equals(dataset),
                "the model's lineage names the Dataset's digest " + dataset,
                String.valueOf(status.lineage()));
        TrainingRunStatus.Model model = status.model();
        if (model == null) {
            throw new StoryException("expected: a Ready TrainingRun has a model%nseen: %s".formatted(status));
        }
        return "%d bytes, %s".formatted(model.bytes(), model.digest().substring(0, 19));
    }

    /** A verdict must be there; which one it is, a short training leaves open. */
    private String evaluate(KubernetesClient client, Board board) throws IOException, InterruptedException {
        Path declared = Objects.requireNonNull(evaluation);
        Kubectl.apply(declared, namespace);
        String name = Serialization.unmarshal(Files.readString(declared), Evaluation.class)
                .getMetadata()
                .getName();
        Evaluation judged = new Watch(client, board, namespace).settled(Evaluation.class, name, PATIENCE);
        Condition ready = Watch.find(Watch.conditions(judged), "Ready").orElseThrow();
        StoryException.unless(
                ready.status() == Condition.Status.True,
                name + " is Ready",
                "%s: %s".formatted(ready.reason(), ready.message()));
        EvaluationStatus status = judged.getStatus();
        StoryException.unless(
                status.verdict() != null && status.gates() != null && status.report() != null,
                "a Ready Evaluation has a verdict, its gates and a report",
                status);
        TrainingRunStatus run = client.resources(TrainingRun.class)
                .inNamespace(namespace)
                .withName(judged.getSpec().modelRef().name())
                .get()
                .getStatus();
        StoryException.unless(
                status.pins() != null
                        && run.model() != null
                        && status.pins().model().digest().equals(run.model().digest()),
                "the verdict is about the model of TrainingRun "
                        + judged.getSpec().modelRef().name(),
                String.valueOf(status.pins()));
        return "%s; %s".formatted(status.verdict(), status.worstGate());
    }

    private String applyAgain(KubernetesClient client, Dataset declared) throws IOException, InterruptedException {
        String name = declared.getMetadata().getName();
        var datasets = client.resources(Dataset.class).inNamespace(namespace).withName(name);
        String before = datasets.get().getMetadata().getResourceVersion();
        int jobs = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .list()
                .getItems()
                .size();
        for (int i = 0; i < 3; i++) {
            Kubectl.apply(Objects.requireNonNull(manifest), namespace);
        }
        int jobsAfter = client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .list()
                .getItems()
                .size();
        String after = datasets.get().getMetadata().getResourceVersion();
        StoryException.unless(after.equals(before), "no write after the first", before + " became " + after);
        StoryException.unless(jobsAfter == jobs, "no Job after the first", jobsAfter + " Jobs");
        return "no Job and no write";
    }

    private Dataset declared() throws IOException {
        return Serialization.unmarshal(Files.readString(Objects.requireNonNull(manifest)), Dataset.class);
    }
}
