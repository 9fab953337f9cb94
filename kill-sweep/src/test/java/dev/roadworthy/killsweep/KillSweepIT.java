package dev.roadworthy.killsweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.killsweep.Write.Kind;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.PostgresServer;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator is killed at each of its writes, once before and once after it, and ends where one ends that nobody killed. Operator,
 * bridge and worker are the built ones; API server, scheduler, Job controller, S3 server and PostgreSQL are real.
 */
@RealApiServer
@TestInstance(Lifecycle.PER_CLASS)
class KillSweepIT {

    @RegisterExtension
    static final S3Server STORE = new S3Server();

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofSeconds(1);

    @TempDir
    static Path directory;

    private Cluster cluster;
    private ReleaseKey key;
    private ArtifactRoot artifacts;
    private Road road;

    @BeforeAll
    void start(Cluster admin) throws Exception {
        cluster = admin;
        new PodActor(admin).offerNode("cpus", Map.of());
        key = ReleaseKey.in(directory);
        artifacts = ArtifactRoot.of(STORE);
        road = new Road(directory, artifacts, POSTGRES, key);
    }

    @AfterAll
    void stop() {
        road.close();
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void anOperatorThatIsKilledAtAWriteComesToTheSameEnd(Moment moment) throws Exception {
        Set<Kind> killed = EnumSet.noneOf(Kind.class);
        SoftAssertions all = new SoftAssertions();
        try (OperatorProcess operator =
                new OperatorProcess(moment.toString(), directory, cluster, artifacts, road, key)) {
            EndState expected = run(operator, 0, moment);
            assertThat(expected.written())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            Kind.OBJECT, 1,
                            Kind.STATUS, 1,
                            Kind.COUNTER, 1,
                            Kind.SIGNATURE, 2,
                            Kind.UPLOAD, 2,
                            Kind.CAMPAIGN, 1));
            Optional<Write> deadly = Optional.empty();
            for (int number = 1; number == 1 || deadly.isPresent(); number++) {
                EndState end = run(operator, number, moment);
                deadly = operator.gate().deadly();
                String point = "kill %d %s %s"
                        .formatted(number, moment, deadly.map(Write::label).orElse("nothing"));
                deadly.ifPresent(write -> killed.add(write.kind()));
                System.out.printf("%s: %s%n", point, end.equals(expected) ? "same end state" : "another end state");
                all.assertThat(end).as(point).isEqualTo(expected);
            }
        }
        all.assertAll();
        assertThat(killed).containsExactlyInAnyOrder(Kind.values());
    }

    /** One release, with a kill at this write; 0 for none. */
    private EndState run(OperatorProcess operator, int number, Moment moment) throws Exception {
        WriteGate gate = operator.gate();
        Story story = new Story("%s-%d".formatted(moment, number), operator.cluster(), artifacts, road, directory);
        gate.arm(number, moment);
        story.tell();
        await("the operator is up again and still")
                .atMost(PATIENCE)
                .until(() -> (gate.deadly().isEmpty() || gate.sinceKilled() > 0) && gate.isStillFor(STILL));
        EndState end = EndState.of(story, gate.writes(), artifacts, road, key.trust());
        story.clear();
        return end;
    }
}
