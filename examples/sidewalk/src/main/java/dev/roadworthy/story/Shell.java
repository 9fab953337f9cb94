package dev.roadworthy.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Commands of the machine, as a person would give them. What is started ends with the story, however that ends. */
final class Shell {

    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroy)));
    }

    private Shell() {}

    /**
     * What a command prints.
     *
     * @throws StoryException with the command and its words where it fails
     */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new StoryException("%s:%n%s".formatted(String.join(" ", command), output.strip()));
        }
        return output;
    }

    /** Starts a command that goes on; its words and complaints are one stream. */
    static Process start(List<String> command) throws IOException {
        return started(new ProcessBuilder(command).redirectErrorStream(true));
    }

    /** Starts a command that goes on; its words and complaints go to a file. */
    static Process start(List<String> command, Path log) throws IOException {
        return started(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    private static Process started(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        STARTED.add(process);
        return process;
    }
}
