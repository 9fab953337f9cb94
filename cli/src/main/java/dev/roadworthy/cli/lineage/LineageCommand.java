package dev.roadworthy.cli.lineage;

import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.Outage;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What was made of what. */
@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        description =
                "What a bundle, model, report, label set or dataset is made of, and what is made of it or of a ride.",
        footer = {
            "",
            "WHAT is a digest (sha256:…), Kind/namespace/name, line@version, gitCommit:…, ride:NAME, frame:ID (or frame:sha256:…",
            "of its image or mask), vehicle:NAME, labeller:PSEUDONYM, or the place of recordings. A bridge tells which vehicle runs what.",
            "",
            "Exit codes: 0 answered, 1 something is missing or was changed, 2 wrong usage, 3 the ledger does not tell,",
            "75 the store or the bridge does not answer."
        },
        synopsisSubcommandLabel = "COMMAND")
public final class LineageCommand {

    /** The environment variable with the bridge's token, which no command line shall have. */
    static final String BRIDGE_TOKEN = "ROADWORTHY_BRIDGE_TOKEN";

    static final int DAMAGED = 1;
    static final int USAGE = 2;
    static final int UNKNOWN = 3;
    static final int UNAVAILABLE = 75;

    private static final String BRIDGE = "ROADWORTHY_BRIDGE";

    private final Map<String, String> variables;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--store",
            scope = ScopeType.INHERIT,
            paramLabel = "URI",
            description =
                    "Root of the artifact store: s3://bucket/prefix or file:///directory. Default: ROADWORTHY_STORE.")
    private @Nullable String store;

    @Option(
            names = "--index",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "Where the local index lies; it may be deleted at any time. Default: below ~/.cache/roadworthy.")
    private @Nullable Path index;

    @Option(
            names = "--bridge",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Address of an edge fleet bridge, asked for vehicles with the token in " + BRIDGE_TOKEN
                    + ". Default: " + BRIDGE + ".")
    private @Nullable URI bridge;

    @Option(
            names = "--offline",
            scope = ScopeType.INHERIT,
            description = "Answer from the index as it is, without asking the store what is new.")
    private boolean offline;

    /** A command with these environment variables. */
    public LineageCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    /** How an answer is written. */
    enum Output {
        TREE,
        JSON,
        MERMAID,
        HTML;

        String of(Graph graph) {
            return switch (this) {
                case TREE -> TreeText.of(graph);
                case JSON -> GraphJson.of(graph) + "\n";
                case MERMAID -> MermaidText.of(graph);
                case HTML -> PageHtml.of(graph);
            };
        }
    }

    /** An answer, and its exit code. */
    @FunctionalInterface
    private interface Answer {
        int give(LedgerStore opened, LedgerIndex filled, PrintWriter out)
                throws StepException, IOException, SQLException, LineageException, InterruptedException;
    }

    @Command(name = "up", mixinStandardHelpOptions = true, description = "What WHAT is made of, back to the rides.")
    int up(
            @Parameters(paramLabel = "WHAT") String what,
            @Option(names = "--output", defaultValue = "tree", description = "tree, json, mermaid or html.")
                    Output output) {
        return walk(what, Direction.UP, output);
    }

    @Command(
            name = "down",
            mixinStandardHelpOptions = true,
            description = "What is made of WHAT, on to the bundles, and with a bridge to the vehicles.")
    int down(
            @Parameters(paramLabel = "WHAT") String what,
            @Option(names = "--output", defaultValue = "tree", description = "tree, json, mermaid or html.")
                    Output output) {
        return walk(what, Direction.DOWN, output);
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Read all that WHAT is made of anew, and check each digest and signature.")
    int verify(
            @Parameters(paramLabel = "WHAT") String what,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "Public keys that may sign releases, PEM. Without it no signature is checked.")
                    @Nullable Path key) {
        return answer((opened, filled, out) -> {
            Verification.Result result =
                    new Verification(opened, trust(key)).of(graph(opened, filled, what, Direction.UP));
            result.faults().forEach(out::println);
            out.printf(
                    "%d statements and %d artifacts read, %s; %s%n",
                    result.statements(),
                    result.artifacts(),
                    key == null ? "no signature checked (--key)" : result.signatures() + " signatures verified",
                    result.faults().isEmpty()
                            ? "all is as it was made"
                            : result.faults().size() + " faults");
            return result.faults().isEmpty() ? 0 : DAMAGED;
        });
    }

    private int walk(String what, Direction direction, Output output) {
        return answer((opened, filled, out) -> {
            out.print(output.of(graph(opened, filled, what, direction)));
            return 0;
        });
    }

    private Graph graph(LedgerStore opened, LedgerIndex filled, String what, Direction direction)
            throws StepException, IOException, SQLException, LineageException, InterruptedException {
        try (FleetBridge fleet = fleet()) {
            Vehicles vehicles = new Vehicles(fleet);
            List<String> starts = new Question(what).starts(filled, new Frames(opened), vehicles, direction);
            return vehicles.of(Graph.walk(filled, what, direction, starts));
        }
    }

    private @Nullable FleetBridge fleet() throws LineageException {
        String named = variables.get(BRIDGE);
        URI address = bridge != null || named == null ? bridge : URI.create(named);
        if (address == null) {
            return null;
        }
        String token = variables.get(BRIDGE_TOKEN);
        if (token == null || address.getHost() == null) {
            throw LineageException.usage(
                    token == null
                            ? "the bridge wants a token: put that of bridge.readerTokenSecret into " + BRIDGE_TOKEN
                            : "'%s' is no address of a bridge; expected https://HOST".formatted(address));
        }
        return new FleetBridge(address, token);
    }

    private static @Nullable TrustStore trust(@Nullable Path key) throws IOException, LineageException {
        if (key == null) {
            return null;
        }
        try {
            return TrustStore.ofPem(Files.readString(key));
        } catch (InvalidKeyException e) {
            throw LineageException.unknown("%s holds no key that signs releases: %s".formatted(key, e.getMessage()));
        }
    }

    private int answer(Answer answer) {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter err = line.getErr();
        String uri = store == null ? variables.get(Environment.STORE) : store;
        if (uri == null) {
            err.println("no store is named; give --store s3://bucket/prefix or set " + Environment.STORE);
            return USAGE;
        }
        try (LedgerStore opened = LedgerStore.open(uri);
                LedgerIndex filled = LedgerIndex.open(folder(uri))) {
            List<String> faults = offline ? List.of() : new Refresh(opened, filled).run();
            filled.join();
            faults.forEach(err::println);
            int code = answer.give(opened, filled, line.getOut());
            line.getOut().flush();
            // An answer that may lack something is none to rely on.
            return faults.isEmpty() ? code : DAMAGED;
        } catch (LineageException e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (StepException e) {
            err.println(e.getMessage());
            return e.is(Outage.ArtifactMissing) ? DAMAGED : UNAVAILABLE;
        } catch (IOException | SQLException e) {
            err.printf("%s; the index lies in %s, and may be deleted%n", e.getMessage(), folder(uri));
            return UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNAVAILABLE;
        }
    }

    private Path folder(String uri) {
        return index != null
                ? index
                : Path.of(System.getProperty("user.home"), ".cache", "roadworthy", "lineage")
                        .resolve(Digest.of(uri.getBytes(StandardCharsets.UTF_8)).abbreviated());
    }
}
