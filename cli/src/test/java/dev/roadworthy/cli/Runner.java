package dev.roadworthy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs steps of jobs as a runner does: each in a shell of its own, with what the steps before left for it. */
final class Runner {

    private static final String PATH = "PATH";

    private final Path workspace;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final StringBuilder output = new StringBuilder();

    Runner(Path workspace) throws IOException {
        this.workspace = workspace;
        environment.put("JAVA_HOME", Path.of(System.getProperty("java.home")).toString());
        environment.keySet().removeIf(name -> name.startsWith("KUBE"));
        for (String file : List.of("GITHUB_ENV", "GITHUB_PATH")) {
            environment.put(file, Files.createTempFile(file, "").toString());
        }
    }

    Runner with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs a step and gives its exit code. */
    int run(String script, Map<String, String> more) throws IOException, InterruptedException {
        Path log = Files.createTempFile("step", ".log");
        ProcessBuilder step = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        step.environment().clear();
        step.environment().putAll(environment);
        step.environment().putAll(more);
        Process process = step.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the step did not end: " + script);
        }
        output.append(Files.readString(log));
        for (String line : Files.readAllLines(Path.of(environment.get("GITHUB_PATH")))) {
            environment.merge(PATH, line, (old, first) -> old.startsWith(first) ? old : first + ":" + old);
        }
        for (String line : Files.readAllLines(Path.of(environment.get("GITHUB_ENV")))) {
            environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return process.exitValue();
    }

    /** All that was printed. */
    String output() {
        return output.toString();
    }
}
