package dev.roadworthy.cli.lineage;

import dev.roadworthy.cli.lineage.LedgerIndex.Direction;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private final LedgerOptions ledger;

    @Mixin
    private final BridgeOptions bridge;

    /** A command with these environment variables. */
    public LineageCommand(Map<String, String> variables) {
        ledger = new LedgerOptions(variables);
        this.bridge = new BridgeOptions(variables);
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

    /** A question for an answer that is drawn. */
    static final class Asked {

        @Parameters(paramLabel = "WHAT")
        private String what = "";

        @Option(names = "--output", defaultValue = "tree", description = "tree, json, mermaid or html.")
        private Output output = Output.TREE;
    }

    @Command(name = "up", mixinStandardHelpOptions = true, description = "What WHAT is made of, back to the rides.")
    int up(@Mixin Asked asked) {
        return walk(asked, Direction.UP);
    }

    @Command(
            name = "down",
            mixinStandardHelpOptions = true,
            description = "What is made of WHAT, on to the bundles, and with a bridge to the vehicles.")
    int down(@Mixin Asked asked) {
        return walk(asked, Direction.DOWN);
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Read all that WHAT is made of anew, and check each digest and signature.")
    int verify(@Parameters(paramLabel = "WHAT") String what, @Mixin KeyOption key) {
        return ledger.answer((opened, filled, out) -> {
            Verification.Result result =
                    new Verification(opened, key.trust()).of(graph(opened, filled, what, Direction.UP));
            result.faults().forEach(out::println);
            out.println(result.summary(key.isGiven(), 0));
            return result.faults().isEmpty() ? 0 : LedgerOptions.DAMAGED;
        });
    }

    private int walk(Asked asked, Direction direction) {
        return ledger.answer((opened, filled, out) -> {
            out.print(asked.output.of(graph(opened, filled, asked.what, direction)));
            return 0;
        });
    }

    private Graph graph(LedgerStore opened, LedgerIndex filled, String what, Direction direction)
            throws StepException, IOException, SQLException, LineageException, InterruptedException {
        try (FleetBridge fleet = bridge.open()) {
            Vehicles vehicles = new Vehicles(fleet);
            List<String> starts = new Question(what).starts(filled, new Frames(opened), vehicles, direction);
            return vehicles.of(Graph.walk(filled, what, direction, starts));
        }
    }
}
