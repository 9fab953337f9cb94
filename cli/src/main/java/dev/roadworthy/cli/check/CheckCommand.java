package dev.roadworthy.cli.check;

import dev.roadworthy.cli.check.report.Format;
import dev.roadworthy.cli.check.report.Report;
import dev.roadworthy.cli.check.revision.Finding.Level;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.check.revision.GitFolder;
import dev.roadworthy.cli.check.revision.Revision;
import dev.roadworthy.cli.cluster.ClusterOptions;
import dev.roadworthy.cli.cluster.Exit;
import dev.roadworthy.cli.store.StoreOption;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two revisions of a folder of manifests, for a pull request. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks manifests, and tells what a merge of them does: what runs, what is out of date then,",
            "and which vehicles are concerned. Nothing is changed anywhere."
        },
        footer = {
            "",
            "Exit codes: 0 there are no errors, 1 there are, 2 wrong usage, 75 the API server does not answer."
        })
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            defaultValue = ".",
            description = "A folder of manifests in a Git working tree. Default: this one.")
    private Path path = Path.of(".");

    @Option(
            names = "--from",
            paramLabel = "REVISION",
            description = "What is merged into; compared is the last commit that both have. Default: origin's default"
                    + " branch.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "REVISION", description = "What is merged. Default: the working tree.")
    private @Nullable String to;

    @Option(names = "--offline", description = "Ask no cluster. Default where none is known.")
    private boolean offline;

    @Mixin
    private StoreOption store;

    @Mixin
    private Budget budget = new Budget();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT[=FILE]",
            converter = Output.Syntax.class,
            description = "text, json, sarif, junit or markdown, to standard output or into a"
                    + " file; several times for several. Default: text.")
    private List<Output> outputs = List.of(new Output(Format.TEXT, null));

    /** The command with these environment variables. */
    public CheckCommand(Map<String, String> variables) {
        this.store = new StoreOption(variables);
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Report report = report();
            for (Output output : outputs) {
                output.write(report, out);
            }
            return report.count(Level.ERROR) == 0 ? Exit.OK : Exit.DEGRADED;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return Exit.USAGE;
        } catch (IOException e) {
            err.printf("the repository cannot be read, or a report not be written: %s%n", e);
            return Exit.USAGE;
        } catch (KubernetesClientException e) {
            err.println(Exit.why(e));
            return Exit.UNAVAILABLE;
        }
    }

    private Report report() throws IOException {
        try (GitFolder git = GitFolder.open(path)) {
            Revision before = git.base(from, to);
            Revision after = to == null ? git.workingTree() : git.commit(to);
            if (offline || !cluster.isKnown()) {
                String namespace = cluster.namespace();
                return Check.offline(git.folder(), Folder.of(before, namespace), Folder.of(after, namespace), budget);
            }
            try (KubernetesClient client = cluster.connect();
                    StoredResults results = StoredResults.open(store.uri())) {
                String namespace = cluster.namespace(client);
                return Check.online(
                        git.folder(),
                        Folder.of(before, namespace),
                        Folder.of(after, namespace),
                        budget,
                        new ClusterView(client, results));
            }
        }
    }
}
