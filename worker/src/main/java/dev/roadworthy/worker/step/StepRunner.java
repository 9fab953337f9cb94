package dev.roadworthy.worker.step;

import dev.roadworthy.contract.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a step and tells the outside how it ended: termination message, log line, exit code. */
public final class StepRunner {

    /** The exit code of a fault of the worker itself. */
    public static final int FAULT_EXIT_CODE = 1;

    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    private final Environment environment;

    public StepRunner(Environment environment) {
        this.environment = environment;
    }

    /** Runs the step to its end and gives the exit code of the process. */
    public int run(String name, Step step) {
        return run(name, () -> Optional.of(new StepResult.Succeeded(step.run(environment))));
    }

    /** Runs a step whose success is told by its exit code alone, and gives the exit code of the process. */
    public int prepare(String name, Preparation preparation) {
        return run(name, () -> {
            preparation.run(environment);
            return Optional.empty();
        });
    }

    private int run(String name, Callable<Optional<StepResult>> work) {
        try {
            Optional<StepResult> told = resultOf(work);
            if (told.isEmpty()) {
                LOG.info("step={} result=done", name);
                return 0;
            }
            StepResult result = told.get();
            byte[] message = TerminationMessage.of(result);
            LOG.info("step={} result={}", name, new String(message, StandardCharsets.UTF_8));
            tell(message);
            return exitCode(result);
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.error("step={} result=fault", name, e);
            tell(TerminationMessage.ofFault(name, e));
            return FAULT_EXIT_CODE;
        }
    }

    private static Optional<StepResult> resultOf(Callable<Optional<StepResult>> work) throws Exception {
        try {
            return work.call();
        } catch (StepException e) {
            if (e.getCause() != null) {
                LOG.warn("cause of the result", e.getCause());
            }
            return Optional.of(e.result());
        }
    }

    private static int exitCode(StepResult result) {
        return switch (result) {
            case StepResult.Succeeded _ -> 0;
            case StepResult.Rejected _ -> StepResult.REJECTED_EXIT_CODE;
            case StepResult.Unavailable _ -> StepResult.UNAVAILABLE_EXIT_CODE;
        };
    }

    private void tell(byte[] message) {
        Optional<Path> log = environment.terminationLog();
        if (log.isEmpty()) {
            System.out.println(new String(message, StandardCharsets.UTF_8));
            return;
        }
        try {
            Files.write(log.get(), message);
        } catch (IOException e) {
            LOG.error("cannot write the result to {}: {}", log.get(), e.toString());
        }
    }
}
