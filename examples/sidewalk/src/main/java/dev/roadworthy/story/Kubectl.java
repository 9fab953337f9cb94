package dev.roadworthy.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** kubectl, as a person would call it. */
final class Kubectl {

    private Kubectl() {}

    /** Declares what a manifest says. */
    static void apply(Path manifest, String namespace) throws IOException, InterruptedException {
        run("apply", "--namespace", namespace, "--filename", manifest.toString());
    }

    /** What the command prints. */
    static String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new StoryException("kubectl %s:%n%s".formatted(String.join(" ", arguments), output.strip()));
        }
        return output;
    }

    /** Starts a command that goes on; its words and complaints are one stream. */
    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
