package dev.roadworthy.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, within this process. */
class MainIT {

    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed BUNDLE = Bundle.of(KEY, 1).pack();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ProtocolFixture bridge;

    @BeforeEach
    void start() throws Exception {
        bridge = ProtocolFixture.start();
        bridge.assign("1", BUNDLE);
        Files.writeString(directory.resolve("keys.pem"), KEY.pem());
        Files.writeString(directory.resolve("token"), ProtocolFixture.TOKEN + "\n");
        Files.writeString(
                directory.resolve("tokens"), "scooter-1 %1$s\nscooter-2 %1$s\n".formatted(ProtocolFixture.TOKEN));
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void oneVehicleInstallsAndShowsWhatItRuns() throws Exception {
        assertThat(run("--polls", "3")).as(err.toString()).isZero();

        assertThat(execute("show", "--directory", path("scooter-1"))).isZero();
        JsonNode shown = JSON.readTree(out.toString());
        assertThat(shown.path("running").asText()).isEqualTo(BUNDLE.digest().value());
        assertThat(shown.path("current").asText()).isEqualTo(BUNDLE.digest().hex());
        assertThat(shown.path("version").asText()).isEqualTo("1.1.0");
        assertThat(shown.path("phase").asText()).isEqualTo("Idle");
        assertThat(shown.has("previous")).isFalse();
        assertThat(bridge.lastWords()).containsExactly("1 success");
    }

    @Test
    void aFleetEndsAfterItsPollsWithItsStatus() throws Exception {
        assertThat(simulate("--count", "2", "--polls", "3", "--stagger-ms", "0"))
                .as(err.toString())
                .isZero();

        List<String> lines = Files.readAllLines(directory.resolve("fleet/status.jsonl"));
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            JsonNode vehicle = JSON.readTree(line);
            assertThat(vehicle.path("running").asText())
                    .isEqualTo(BUNDLE.digest().value());
            assertThat(vehicle.path("polls").asInt()).isEqualTo(3);
            assertThat(vehicle.path("latency").asText()).isEqualTo("measured");
            assertThat(vehicle.path("ended").asBoolean()).isTrue();
        });
    }

    @Test
    void aPlaceWithoutAVehicleIsNotMadeOne() {
        assertThat(execute("show", "--directory", path("nobody"))).isEqualTo(1);

        assertThat(err.toString())
                .contains("nobody has no state.json; name the directory of a vehicle that has polled");
        assertThat(directory.resolve("nobody")).doesNotExist();
    }

    @Test
    void keysThatAreNotThereAreNamed() throws Exception {
        Files.delete(directory.resolve("keys.pem"));

        assertThat(run("--polls", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("--keys: there is no file").contains("name one that is there");
    }

    @Test
    void keysThatAreNoneAreExplained() throws Exception {
        Files.writeString(directory.resolve("keys.pem"), "no key");

        assertThat(run("--polls", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("expected PEM blocks PUBLIC KEY");
    }

    @Test
    void aTokenFileWithMoreThanATokenIsRefusedAndNotPrinted() throws Exception {
        Files.writeString(directory.resolve("token"), "two tokens");

        assertThat(run("--polls", "1")).isEqualTo(1);
        assertThat(err.toString())
                .contains("expected one token and nothing else")
                .doesNotContain("two tokens");
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(simulate("--count", "3")).isEqualTo(2);
        assertThat(simulate("--count", "2", "--latency-ms", "1.0.0=-1")).isEqualTo(2);
        assertThat(run("--inferences", "0")).isEqualTo(2);
        assertThat(run("--polls", "-1")).isEqualTo(2);
        assertThat(execute("show")).isEqualTo(2);
        assertThat(execute("run", "--bridge", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(execute(command(
                        "run",
                        "ftp://bridge",
                        "--vehicle",
                        "s",
                        "--directory",
                        path("s"),
                        "--token-file",
                        path("token"))))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("has 2 vehicles; expected a number from 1 to 2")
                .contains("--latency-ms 1.0.0 is -1.0; expected milliseconds above 0")
                .contains("each must be positive")
                .contains("--polls is -1; expected 0 for never, or more")
                .contains("Missing required option: '--directory=DIR'")
                .contains("Missing required options: '--line=NAME', '--hardware=NAME', '--keys=FILE'")
                .contains("--bridge is 'ftp://bridge'; expected an address");
    }

    @Test
    void aTokenThatTheBridgeDoesNotKnowIsAFailedPollAndNoEnd() throws Exception {
        Files.writeString(directory.resolve("token"), "unknown");

        assertThat(run("--polls", "1")).isZero();
        assertThat(bridge.lastWords()).isEmpty();
    }

    private int run(String... more) {
        return execute(command(
                "run",
                bridge.address().toString(),
                with(more, "--vehicle", "scooter-1", "--directory", path("scooter-1"), "--token-file", path("token"))));
    }

    private int simulate(String... more) {
        return execute(command(
                "simulate",
                bridge.address().toString(),
                with(more, "--root", path("fleet"), "--tokens", path("tokens"))));
    }

    private String[] command(String name, String address, String... more) {
        return with(
                more,
                name,
                "--bridge",
                address,
                "--tenant",
                ProtocolFixture.TENANT,
                "--line",
                Bundle.LINE,
                "--hardware",
                Bundle.HARDWARE,
                "--keys",
                path("keys.pem"));
    }

    private static String[] with(String[] last, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(last));
        return all.toArray(String[]::new);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private int execute(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
