package dev.roadworthy.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command of the machine, as a person would give it. */
final class Shell {

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
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
