package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Verdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From recorded rides to vehicles that run a signed model, and back from one that misbehaves; ends at the first thing that does not hold. */
@Command(name = "story", description = "Runs the story of the demo on a cluster where the product is installed.")
public final class Story implements Callable<Integer> {

    /** What an inference of the release 1.1.0 takes on the hardware of the simulated vehicles, in milliseconds. */
    private static final String SLOW = "1.1.0=4000";

    @Option(names = "--rides", required = true, description = "Folder with the rides.")
    private @Nullable Path rides;

    @Option(
            names = "--manifests",
            required = true,
            description = "Folder with the manifests of the scenario, or the manifest of one Dataset on these rides;"
                    + " then it is indexed, and that is all.")
    private @Nullable Path manifests;

    @Option(names = "--trainer", description = "The trainer's image by digest, for the manifests of a scenario.")
    private @Nullable String trainer;

    @Option(names = "--vehicle", description = "The vehicle's program, a jar, for a scenario.")
    private @Nullable Path vehicle;

    @Option(names = "--work", required = true, description = "Folder for what the story makes; emptied first.")
    private @Nullable Path work;

    @Option(names = "--namespace", defaultValue = "vision", description = "Namespace of the objects.")
    private String namespace = "vision";

    @Option(names = "--release-namespace", defaultValue = "roadworthy", description = "Namespace of the product.")
    private String releaseNamespace = "roadworthy";

    @Option(
            names = "--application",
            description =
                    "The Application of Argo CD that applies releases: people decide about them at the Git host that"
                            + " tools/gitops brings. Without it, commits of this program do.")
    private @Nullable Path application;

    @Option(names = "--kills", defaultValue = "0", description = "How often the operator is killed meanwhile.")
    private int kills;

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
        Path made = Objects.requireNonNull(work);
        Folders.empty(made);
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            Stage stage = new Stage(client, board, GitOps.start(Objects.requireNonNull(manifests), made), namespace);
            if (Files.isDirectory(manifests)) {
                decided(stage, made);
            } else {
                clear(stage);
                dataset(stage, manifests.getFileName().toString());
            }
        }
        return 0;
    }

    private void clear(Stage stage) throws IOException, InterruptedException {
        stage.board().progress("clearing what an earlier story left");
        Kubectl.delete(stage.git().manifests(), namespace);
    }

    private void decided(Stage stage, Path made) throws Exception {
        Releases releases = new Releases(stage);
        if (application == null) {
            play(stage, made, releases, new DecidedByCommit(stage, releases));
            return;
        }
        // Argo CD would bring back what is cleared.
        try (DecidedByReview people = DecidedByReview.start(stage, releases, application)) {
            play(stage, made, releases, people);
        }
    }

    private void play(Stage stage, Path made, Releases releases, Decisions decisions) throws Exception {
        clear(stage);
        try (Kills killed = Kills.start(stage.client(), releaseNamespace, stage.board(), kills)) {
            line(stage, made, releases, decisions);
            killed.happened();
        }
    }

    private void line(Stage stage, Path made, Releases releases, Decisions decisions) throws Exception {
        Board board = stage.board();
        Recorded recorded = new Recorded(stage, releaseNamespace);
        Labels labels = new Labels(stage, releaseNamespace);
        Models models = new Models(stage);
        Recordings recordings = Recordings.layOut(Objects.requireNonNull(rides), made.resolve("rides"));
        for (String run : new String[] {"training-run-a.yaml", "training-run-b.yaml", "training-run-c.yaml"}) {
            stage.git().change(run, "Train with the image that was built", this::withTrainer);
        }
        board.chapter("rides are recorded", () -> {
            recorded.upload(recordings.test(), "dataset-test.yaml");
            return recorded.upload(recordings.before(), "dataset-v1.yaml");
        });
        board.chapter("rides for tests are set aside", () -> recorded.index("dataset-test.yaml"));
        board.chapter("v1 has no labels by night", () -> recorded.index("dataset-v1.yaml"));
        board.chapter("applying it again changes nothing", () -> recorded.again("dataset-v1.yaml"));
        board.chapter("a model is trained on v1", () -> models.train("training-run-a.yaml"));
        board.chapter("it fails by night", () -> models.judge("evaluation-a.yaml", Verdict.Failed));
        board.chapter("so its release is held back", () -> releases.heldBack("edge-release-a.yaml"));
        board.chapter("frames by night are laid out", () -> labels.laidOut("annotation-job.yaml"));
        board.chapter(
                "they are labelled, and taken in",
                () -> labels.labelled("annotation-job.yaml", "dataset-v1.yaml", recordings.known()));
        board.chapter("v2 has labels by night", () -> recorded.index("dataset-v2.yaml"));
        board.chapter("a model is trained on v2", () -> models.train("training-run-b.yaml"));
        board.chapter("it passes", () -> models.judge("evaluation-b.yaml", Verdict.Passed));
        decisions.ask();
        // Before vehicles share this machine, which makes it take twice as long.
        board.chapter("another model passes too", () -> {
            models.train("training-run-c.yaml");
            return models.judge("evaluation-c.yaml", Verdict.Passed);
        });
        EdgeRelease declared = stage.declared(EdgeRelease.class, Releases.PASSED);
        String release = declared.getMetadata().getName();
        EdgeReleaseSpec spec = declared.getSpec();
        try (Scooters scooters = Scooters.enrol(stage.client(), releaseNamespace, made.resolve("vehicles"), spec)) {
            board.chapter("vehicles are on the road", () -> scooters.start(Objects.requireNonNull(vehicle), SLOW));
            decisions.decide(scooters);
            board.say("");
            board.say("What the model on a vehicle is made of, each joined to the next by its digest:");
            Map.Entry<String, String> first =
                    scooters.running().entrySet().iterator().next();
            Lineage.of(stage, release, first.getKey(), first.getValue()).forEach(board::say);
        }
        List<String> next = new ArrayList<>(List.of(
                "tools/cluster run kubectl explain edgerelease.spec",
                "tools/cluster run kubectl -n %s describe edgerelease %s".formatted(namespace, release),
                "git -C %s log -p".formatted(stage.git().manifests())));
        next.addAll(decisions.next());
        tell(board, next);
    }

    /** A Dataset of somebody's own. */
    private void dataset(Stage stage, String manifest) throws Exception {
        Recorded recorded = new Recorded(stage, releaseNamespace);
        stage.board().chapter("rides are recorded", () -> recorded.upload(Objects.requireNonNull(rides), manifest));
        stage.board().chapter("Dataset is indexed", () -> recorded.index(manifest));
        stage.board().chapter("applying it again changes nothing", () -> recorded.again(manifest));
        tell(
                stage.board(),
                List.of(
                        "tools/cluster run kubectl explain dataset.spec.checks",
                        "change a slice in %s, apply it, and see the second Job"
                                .formatted(stage.git().manifest(manifest))));
    }

    private void tell(Board board, List<String> next) throws IOException, InterruptedException {
        board.say("");
        board.say(Kubectl.run("get", "roadworthy", "--namespace", namespace).strip());
        board.say("");
        board.say("Times:");
        board.say(board.times());
        board.say("");
        board.say("What to try next:");
        for (String line : next) {
            board.say("  " + line);
        }
    }

    private String withTrainer(String manifest) {
        return manifest.replaceFirst("(?m)^  image: .*$", "  image: " + Objects.requireNonNull(trainer, "--trainer"));
    }
}
