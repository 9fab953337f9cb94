package dev.roadworthy.vehicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as it is installed: the jar with its libraries, in a process that can be killed. */
class VehicleJarIT {

    private static final Path JAR = Path.of("target", "vehicle", "vehicle.jar");
    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed FIRST = Bundle.of(KEY, 1).pack();
    private static final Packed SECOND = Bundle.of(KEY, 2).padded(3_000_000).pack();

    @TempDir
    Path directory;

    private ProtocolFixture bridge;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        bridge = ProtocolFixture.start();
        bridge.assign("1", FIRST);
        Files.writeString(directory.resolve("keys.pem"), KEY.pem());
        Files.writeString(directory.resolve("token"), ProtocolFixture.TOKEN);
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        bridge.close();
    }

    @Test
    void anAgentThatIsKilledInAnUpdateGoesOnAndEndsIt() throws Exception {
        run();
        await().atMost(Duration.ofMinutes(1)).until(() -> bridge.lastWords().contains("1 success"));
        bridge.assign("2", SECOND);
        for (String execution : List.of("download", "downloaded", "proceeding")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> bridge.executions("2").contains(execution));
            process.destroyForcibly().waitFor();
            assertThat(show())
                    .containsAnyOf(FIRST.digest().value(), SECOND.digest().value());
            run();
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> bridge.lastWords().contains("2 success"));

        process.destroyForcibly().waitFor();
        assertThat(show())
                .contains("\"running\":\"%s\"".formatted(SECOND.digest()))
                .contains("\"previous\":\"%s\"".formatted(FIRST.digest()))
                .contains("\"current\":\"%s\"".formatted(SECOND.digest().hex()));
    }

    @Test
    void anAgentThatIsAskedToStopStops() throws Exception {
        run();
        await().atMost(Duration.ofMinutes(1)).until(() -> bridge.lastWords().contains("1 success"));

        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(log()).doesNotContain("ended as it is").doesNotContain("Exception");
    }

    @Test
    void aSecondAgentOnTheSameDirectoryIsRefused() throws Exception {
        run();
        await().atMost(Duration.ofMinutes(1)).until(() -> bridge.lastWords().contains("1 success"));
        Process second = java(directory.resolve("second.log"), List.of(), runArguments());

        assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("second.log")))
                .contains("is in use by another vehicle agent; stop that one first");
    }

    @Test
    void fortyVehiclesNeedLittleMemory() throws Exception {
        StringBuilder tokens = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            tokens.append("scooter-%d %s%n".formatted(i, ProtocolFixture.TOKEN));
        }
        Files.writeString(directory.resolve("tokens"), tokens);
        List<String> arguments = new ArrayList<>(List.of("simulate"));
        arguments.addAll(common());
        arguments.addAll(List.of("--count", "40", "--polls", "5", "--tokens", path("tokens"), "--root", path("fleet")));

        process = java(directory.resolve("log"), List.of("-Xmx128m"), arguments);

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        assertThat(Files.readAllLines(directory.resolve("fleet/status.jsonl")))
                .hasSize(40)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"running\":\"%s\"".formatted(FIRST.digest()))
                        .contains("\"failedPolls\":0")
                        .contains("\"fault\":\"\""));
    }

    private void run() throws IOException {
        process = java(directory.resolve("log"), List.of(), runArguments());
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    private String show() throws Exception {
        Path output = directory.resolve("shown");
        Process shown = java(output, List.of(), List.of("show", "--directory", path("scooter")));
        assertThat(shown.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }

    private List<String> runArguments() {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(common());
        arguments.addAll(
                List.of("--vehicle", "scooter", "--directory", path("scooter"), "--token-file", path("token")));
        return arguments;
    }

    private List<String> common() {
        return List.of(
                "--bridge",
                bridge.address().toString(),
                "--tenant",
                ProtocolFixture.TENANT,
                "--line",
                Bundle.LINE,
                "--hardware",
                Bundle.HARDWARE,
                "--keys",
                path("keys.pem"));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private static Process java(Path output, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
