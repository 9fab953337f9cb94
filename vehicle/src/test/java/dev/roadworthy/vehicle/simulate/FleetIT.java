package dev.roadworthy.vehicle.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.bundle.release.RuntimeVersion;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.vehicle.agent.Profile;
import dev.roadworthy.vehicle.agent.TrialRules;
import dev.roadworthy.vehicle.fixture.Bundle;
import dev.roadworthy.vehicle.fixture.Bundle.Packed;
import dev.roadworthy.vehicle.fixture.ProtocolFixture;
import dev.roadworthy.vehicle.fixture.ReleaseKey;
import dev.roadworthy.vehicle.inference.Models;
import dev.roadworthy.vehicle.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many vehicles and a server, over real HTTP and on real disks. */
class FleetIT {

    private static final ReleaseKey KEY = ReleaseKey.create();
    private static final Packed FIRST = Bundle.of(KEY, 1).pack();
    private static final Packed SECOND = Bundle.of(KEY, 2).padded(50_000).pack();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path root;

    private final SharedModels models = new SharedModels(Models.onnx(1), 2);
    private ProtocolFixture bridge;
    private Thread running;

    @BeforeEach
    void start() throws Exception {
        bridge = ProtocolFixture.start();
        bridge.assign("1", FIRST);
    }

    @AfterEach
    void stop() throws Exception {
        if (running != null) {
            running.interrupt();
            running.join();
        }
        bridge.close();
    }

    @Test
    void fortyVehiclesUpdateAndGoBackToTheirOwnPreviousRelease() throws Exception {
        run(members(40), Map.of());
        awaitAll(40, runs(FIRST));

        bridge.assign("2", SECOND);
        awaitAll(
                40,
                runs(SECOND)
                        .and(couldGoBackTo(FIRST))
                        .and(line -> line.path("latencyMsP95").asDouble() > 0));
        assertThat(models.sessions()).as("one session for all").isEqualTo(1);
        bridge.assign("3", FIRST);
        awaitAll(40, runs(FIRST));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(bridge.runningByVehicle().values())
                        .hasSize(40)
                        .containsOnly(FIRST.digest().value()));
        stopVehicles();

        assertThat(bridge.ranges())
                .as("nobody fetched anything for the way back")
                .hasSize(80);
        assertThat(bridge.lastWords()).filteredOn("3 success"::equals).hasSize(40);
        for (Member member : members(40)) {
            assertThat(StateDirectory.existing(root.resolve(member.id())).current())
                    .as("the disk of %s", member)
                    .hasValueSatisfying(path ->
                            assertThat(path).endsWithRaw(Path.of(FIRST.digest().hex())));
        }
        assertThat(models.sessions()).isZero();
    }

    @Test
    void aDeclaredLatencyIsReportedAsOneAndFailsTheTrialOfItsRelease() throws Exception {
        run(members(5), Map.of("*", Duration.ofMillis(20), "1.2.0", Duration.ofMillis(900)));
        awaitAll(5, runs(FIRST).and(line -> line.path("latencyMsP95").asDouble() == 20));

        bridge.assign("2", SECOND);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        bridge.lastWords().stream().filter("2 failure"::equals).count() == 5);

        assertThat(bridge.lastCode()).isEqualTo("TRIAL_TOO_SLOW");
        awaitAll(5, runs(FIRST).and(line -> line.path("phase").asText().equals("Idle")));
        assertThat(status()).allSatisfy(line -> assertThat(line.path("latency").asText())
                .isEqualTo("declared ms: *=20.0 1.2.0=900.0"));
        assertThat(bridge.told("/configData")
                        .getLast()
                        .body()
                        .at("/data/latency")
                        .asText())
                .startsWith("declared ms:");
    }

    @Test
    void aVehicleThatDoesNotStartStopsNoOther() throws Exception {
        List<Member> members = members(3);
        Path damaged = Files.createDirectories(root.resolve(members.get(1).id()));
        Files.writeString(damaged.resolve("state.json"), "{");

        run(members, Map.of());

        await().atMost(Duration.ofMinutes(1))
                .until(() -> status().stream().filter(runs(FIRST)).count() == 2);
        JsonNode line = status().get(1);
        assertThat(line.path("ended").asBoolean()).isTrue();
        assertThat(line.path("fault").asText())
                .contains("state.json is damaged")
                .contains("Provision the vehicle anew");
    }

    @Test
    void aFleetThatIsStartedAgainGoesOnFromItsDisks() throws Exception {
        run(members(4), Map.of());
        awaitAll(4, runs(FIRST));
        stopVehicles();
        bridge.down(true);

        run(members(4), Map.of());

        awaitAll(4, runs(FIRST).and(line -> line.path("failedPolls").asInt() > 0));
        assertThat(bridge.ranges()).hasSize(4);
    }

    private void run(List<Member> members, Map<String, Duration> declared) {
        Profile profile = new Profile(
                Bundle.LINE,
                Bundle.HARDWARE,
                RuntimeVersion.parse(Models.onnxRuntimeVersion()),
                DeclaredLatencies.describe(declared),
                KEY.trust(),
                new TrialRules(3, 500, Duration.ZERO, 3, 3));
        FleetPlan plan = new FleetPlan(
                bridge.address(),
                ProtocolFixture.TENANT,
                profile,
                new DeclaredLatencies(models, KEY.trust(), declared),
                Duration.ofSeconds(20),
                new FleetPlan.Pace(Duration.ofMillis(500), 0, 7));
        running = Thread.ofPlatform().start(() -> {
            try {
                new Fleet(plan, root, members).run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void stopVehicles() throws InterruptedException {
        running.interrupt();
        running.join();
    }

    private static List<Member> members(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Member("scooter-%03d".formatted(i), ProtocolFixture.TOKEN))
                .toList();
    }

    private void awaitAll(int count, Predicate<JsonNode> condition) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> status().stream().filter(condition).count() == count);
    }

    private List<JsonNode> status() throws IOException {
        Path file = root.resolve(Fleet.STATUS);
        if (!Files.exists(file)) {
            return List.of();
        }
        return JSON.readerFor(JsonNode.class)
                .<JsonNode>readValues(file.toFile())
                .readAll();
    }

    private static Predicate<JsonNode> runs(Packed bundle) {
        return line -> line.path("running").asText().equals(bundle.digest().value());
    }

    private static Predicate<JsonNode> couldGoBackTo(Packed bundle) {
        Digest previous = bundle.digest();
        return line -> line.path("previous").asText().equals(previous.value());
    }
}
