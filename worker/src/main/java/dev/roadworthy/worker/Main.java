package dev.roadworthy.worker;

import dev.roadworthy.worker.annotate.CollectStep;
import dev.roadworthy.worker.annotate.SelectStep;
import dev.roadworthy.worker.evaluate.EvaluateStep;
import dev.roadworthy.worker.index.IndexStep;
import dev.roadworthy.worker.pack.PackStep;
import dev.roadworthy.worker.publish.PublishStep;
import dev.roadworthy.worker.stage.StageInStep;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepRunner;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The entry point: one sub-command a step. Exit codes are those of {@code StepResult}; 1 is a fault of the worker itself. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "The steps of Roadworthy that run in pods.",
        footer = {
            "",
            "Exit codes: 0 done, 2 wrong usage, 42 rejected (the input is wrong), 75 unavailable (try again later), 1 a fault."
        },
        synopsisSubcommandLabel = "STEP")
public final class Main {

    // The JDK keeps 5 idle connections to a host by default; the readers of a step are more, and each would pay a
    // new TLS handshake for every object.
    private static final String IDLE_CONNECTIONS = "http.maxConnections";

    private final StepRunner runner;

    private Main(StepRunner runner) {
        this.runner = runner;
    }

    public static void main(String[] arguments) {
        if (System.getProperty(IDLE_CONNECTIONS) == null) {
            System.setProperty(IDLE_CONNECTIONS, "64");
        }
        System.exit(run(arguments, System.getenv()));
    }

    /** Runs one command with these environment variables and gives its exit code. */
    static int run(String[] arguments, Map<String, String> variables) {
        return new CommandLine(new Main(new StepRunner(new Environment(variables)))).execute(arguments);
    }

    @Command(
            name = "index",
            mixinStandardHelpOptions = true,
            description =
                    "Index recordings: check every frame, join sensors, split rides, write the index and its manifest.")
    int index(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The IndexRequest, a JSON document.")
                    Path request) {
        return runner.run("index", environment -> new IndexStep(environment).run(request));
    }

    @Command(
            name = "stage-in",
            mixinStandardHelpOptions = true,
            description = "Lay the frames and masks of a dataset into ROADWORTHY_DATASET_DIR, every byte verified.")
    int stageIn(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The StageRequest, a JSON document.")
                    Path request) {
        return runner.prepare("stage-in", environment -> new StageInStep(environment).run(request));
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description = "Check the model that a trainer left in ROADWORTHY_OUTPUT_DIR, and store it.")
    int publish(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The PublishRequest, a JSON document.")
                    Path request) {
        return runner.run("publish", environment -> new PublishStep(environment).run(request));
    }

    @Command(
            name = "evaluate",
            mixinStandardHelpOptions = true,
            description = "Measure a model on a split of a dataset, slice by slice, and beside a baseline.")
    int evaluate(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The EvaluateRequest, a JSON document.")
                    Path request) {
        return runner.run("evaluate", environment -> new EvaluateStep(environment).run(request));
    }

    @Command(
            name = "pack",
            mixinStandardHelpOptions = true,
            description = "Lay a signed release and its model into one bundle.")
    int pack(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The PackRequest, a JSON document.")
                    Path request) {
        return runner.run("pack", environment -> new PackStep(environment).run(request));
    }

    @Command(
            name = "select",
            mixinStandardHelpOptions = true,
            description = "Choose frames of a dataset and lay them out to be labelled, known-good ones among them.")
    int select(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The SelectRequest, a JSON document.")
                    Path request) {
        return runner.run("select", environment -> new SelectStep(environment).run(request));
    }

    @Command(
            name = "collect",
            mixinStandardHelpOptions = true,
            description = "Check the masks that were handed in, compare the gold with what is known, store the labels.")
    int collect(
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "FILE",
                            description = "The CollectRequest, a JSON document.")
                    Path request) {
        return runner.run("collect", environment -> new CollectStep(environment).run(request));
    }
}
