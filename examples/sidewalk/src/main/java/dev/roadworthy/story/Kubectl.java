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
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new StoryException("%s:%n%s".formatted(String.join(" ", command), output.strip()));
        }
        return output;
    }
}
