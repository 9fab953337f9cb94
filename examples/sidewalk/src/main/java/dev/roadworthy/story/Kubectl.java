package dev.roadworthy.story;

import java.io.IOException;
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

    /** Deletes what manifests in a folder declare, and returns when it is gone. */
    static void delete(Path folder, String namespace) throws IOException, InterruptedException {
        run("delete", "--namespace", namespace, "--filename", folder.toString(), "--ignore-not-found", "--wait");
    }

    /** What the command prints. */
    static String run(String... arguments) throws IOException, InterruptedException {
        return Shell.run(command(arguments));
    }

    /** Starts a command that goes on; its words and complaints are one stream. */
    static Process start(String... arguments) throws IOException {
        return Shell.start(command(arguments));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        return command;
    }
}
