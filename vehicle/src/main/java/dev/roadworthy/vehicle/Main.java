package dev.roadworthy.vehicle;

import dev.roadworthy.vehicle.command.RunCommand;
import dev.roadworthy.vehicle.command.ShowCommand;
import dev.roadworthy.vehicle.command.SimulateCommand;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(
        name = "vehicle",
        mixinStandardHelpOptions = true,
        description = "The reference vehicle of Roadworthy, alone or as a fleet.",
        subcommands = {RunCommand.class, SimulateCommand.class, ShowCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 done or stopped, 1 a fault, 2 wrong usage."})
public final class Main {

    private static final int FAULT = 1;
    private static final int STOP_SECONDS = 15;

    private Main() {}

    public static void main(String[] arguments) {
        // Pictures are read and made, and none is shown.
        System.setProperty("java.awt.headless", "true");
        CountDownLatch ended = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            main.interrupt();
            await(ended);
        }));
        int code = run(arguments);
        ended.countDown();
        System.exit(code);
    }

    // A disk survives that the agent is ended at any point; an end in order only says so.
    private static void await(CountDownLatch ended) {
        try {
            boolean inTime = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("vehicle: not stopped after %d s, ended as it is".formatted(STOP_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs one command and gives its exit code. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((fault, command, _) -> {
            switch (fault) {
                case InterruptedException _ -> {
                    return 0;
                }
                // Its message says what, where and what to do.
                case IOException _ -> command.getErr().println("vehicle: " + fault.getMessage());
                default -> fault.printStackTrace(command.getErr());
            }
            return FAULT;
        });
    }
}
