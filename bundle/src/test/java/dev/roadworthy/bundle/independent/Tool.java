package dev.roadworthy.bundle.independent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs somebody else's program. */
final class Tool {

    private static final int MINUTES = 10;

    private Tool() {}

    /**
     * What came of a run.
     *
     * @param exit the exit status
     * @param output both streams
     */
    record Run(int exit, String output) {

        boolean succeeded() {
            return exit == 0;
        }
    }

    static Run run(Path directory, String... command) throws IOException, InterruptedException {
        return run(directory, List.of(command));
    }

    static Run run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".out");
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("%s did not end within %d minutes".formatted(command, MINUTES));
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
