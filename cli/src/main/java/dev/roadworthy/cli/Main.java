package dev.roadworthy.cli;

import dev.roadworthy.cli.check.CheckCommand;
import dev.roadworthy.cli.cluster.DiffCommand;
import dev.roadworthy.cli.cluster.TreeCommand;
import dev.roadworthy.cli.cluster.VerifyCommand;
import dev.roadworthy.cli.cluster.WaitCommand;
import dev.roadworthy.cli.cluster.WatchCommand;
import dev.roadworthy.cli.lineage.LineageCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(
        name = "roadworthy",
        mixinStandardHelpOptions = true,
        description = "Asks how objects stand in a cluster, and what was made, of what, in the artifact store.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.getenv(), out, err));
    }

    /** Runs one command with these environment variables and gives its exit code. */
    static int run(String[] arguments, Map<String, String> variables, PrintStream out, PrintStream err) {
        return new CommandLine(new Main())
                .addSubcommand(new LineageCommand(variables))
                .addSubcommand(new CheckCommand(variables))
                .addSubcommand(new TreeCommand())
                .addSubcommand(new DiffCommand())
                .addSubcommand(new VerifyCommand(variables))
                .addSubcommand(new WaitCommand())
                .addSubcommand(new WatchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }
}
