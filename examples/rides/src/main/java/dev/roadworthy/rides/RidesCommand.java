package dev.roadworthy.rides;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rides generate} and {@code rides sheet}. */
@Command(
        name = "rides",
        description = "Generates rides in the RideLog layout and looks at them.",
        mixinStandardHelpOptions = true,
        subcommands = {GenerateCommand.class, SheetCommand.class})
public final class RidesCommand {

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(args));
    }

    /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 misused. */
    static int run(String... args) {
        return new CommandLine(new RidesCommand())
                .setExecutionExceptionHandler((e, line, result) -> {
                    line.getErr().println(e.getMessage());
                    return 1;
                })
                .execute(args);
    }
}
