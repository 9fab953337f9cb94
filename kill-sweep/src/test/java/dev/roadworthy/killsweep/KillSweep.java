package dev.roadworthy.killsweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.killsweep.Sweep.Setting;
import dev.roadworthy.killsweep.Write.Kind;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.PostgresServer;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.S3Server;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
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
abstract class KillSweep {

    @RegisterExtension
    static final S3Server STORE = new S3Server();

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    /** System property: {@code all} kills at every write, anything else at those of {@link #sample}. */
    private static final String EXTENT = "roadworthy.kill-sweep";

    /** What its operators and lines are called by. */
    abstract String name();

    /** What becomes of an operator's releases. */
    abstract Plot plot(String operator, Path directory) throws Exception;

    /** The labels of those writes of which an operator dies where not all are asked for. */
    abstract List<String> sample();

    /** How many of each kind a release takes besides its pull requests. */
    private static final Map<Kind, Integer> ONCE = Map.ofEntries(
            Map.entry(Kind.OBJECT, 1),
            Map.entry(Kind.STATUS, 1),
            Map.entry(Kind.COUNTER, 1),
            // Of model and release.
            Map.entry(Kind.SIGNATURE, 2),
            Map.entry(Kind.UPLOAD, 2),
            // Of release and bundle.
            Map.entry(Kind.STATEMENT, 2),
            Map.entry(Kind.STATEMENT_SIGNATURE, 2),
            // Of start and end of the Job.
            Map.entry(Kind.EVENT, 2),
            Map.entry(Kind.TELLING, 2),
            Map.entry(Kind.EVENT_SENT, 2),
            Map.entry(Kind.EVENT_GONE, 2),
            Map.entry(Kind.CAMPAIGN, 1));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private Cluster cluster;
    private ReleaseKey key;

    @BeforeAll
    void start(Cluster admin) throws Exception {
        cluster = admin;
        new PodActor(admin).offerNode("cpus", Map.of());
        key = ReleaseKey.in(directory);
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void anOperatorThatIsKilledAtAWriteComesToTheSameEnd(Moment moment) throws Exception {
        String name = "%s-%s".formatted(name(), moment);
        Plot plot = plot(name, directory);
        try (Outside outside = Outside.of(name, directory, STORE, POSTGRES, key);
                OperatorProcess operator =
                        new OperatorProcess(name, directory, cluster, outside, key, plot.approvers())) {
            Sweep sweep = new Sweep(new Setting(name, plot, operator, outside, key, directory), moment);
            requireAsItShouldBe(sweep.undisturbed(), plot);
            if (System.getProperty(EXTENT, "").equals("all")) {
                sweep.all();
            } else {
                sweep.named(sample());
            }
            sweep.result(sample());
        }
    }

    private static void requireAsItShouldBe(EndState undisturbed, Plot plot) {
        assertThat(undisturbed.conditions())
                .anyMatch(condition -> condition.startsWith(
                        "Ready is True, %s: ".formatted(plot.ending().reason())));
        assertThat(undisturbed.vehicles()).containsOnlyKeys(plot.ending().load());
        assertThat(undisturbed.pullRequests()).isEqualTo(plot.pullRequests());
        assertThat(undisturbed.approvers()).isEqualTo(plot.approvers().names());
        assertThat(undisturbed.written()).isEqualTo(written(plot.pullRequests().size()));
        assertThat(undisturbed.ledger())
                .as("its bundle, and its release")
                .hasSize(2)
                .allSatisfy(statement -> assertThat(statement).endsWith(", signed 1 times"));
        assertThat(undisturbed.told()).containsExactly("COMPLETE", "START");
    }

    /** How much of each kind a release takes that people are asked about so often. */
    private static Map<Kind, Integer> written(int pullRequests) {
        Map<Kind, Integer> written = new EnumMap<>(ONCE);
        if (pullRequests > 0) {
            written.put(Kind.PUSH, pullRequests);
            written.put(Kind.PULL_REQUEST, pullRequests);
        }
        return written;
    }
}
