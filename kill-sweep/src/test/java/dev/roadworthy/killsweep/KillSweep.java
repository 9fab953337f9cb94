package dev.roadworthy.killsweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.killsweep.Write.Kind;
import dev.roadworthy.killsweep.WriteGate.Fate;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.PostgresServer;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;
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

    /** What they are called in names. */
    abstract String people();

    /** The people who decide about an operator's releases. */
    abstract Approvers approvers(String operator, Path directory) throws Exception;

    /** The labels of those writes of which an operator dies where not all are asked for. */
    abstract List<String> sample();

    /** How many of each kind a release takes, whoever approves it. */
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

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofSeconds(1);

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
        String name = "%s-%s".formatted(people(), moment);
        Approvers approvers = approvers(name, directory);
        try (Outside outside = Outside.of(name, directory, STORE, POSTGRES, key);
                OperatorProcess operator = new OperatorProcess(name, directory, cluster, outside, key, approvers)) {
            EndState undisturbed = run(operator, outside, name + "-none", moment, Fate.NONE);
            assertThat(undisturbed.written())
                    .containsAllEntriesOf(ONCE)
                    .containsAllEntriesOf(approvers.asking())
                    .hasSize(ONCE.size() + approvers.asking().size());
            assertThat(undisturbed.approvers()).isEqualTo(approvers.names());
            assertThat(undisturbed.ledger())
                    .as("its bundle, and its release")
                    .hasSize(2)
                    .allSatisfy(statement -> assertThat(statement).endsWith(", signed 1 times"));
            assertThat(undisturbed.told()).containsExactly("COMPLETE", "START");
            Sweep sweep = new Sweep(operator, outside, moment, undisturbed);
            if (System.getProperty(EXTENT, "").equals("all")) {
                sweep.all();
            } else {
                sweep.named(sample());
            }
            sweep.result();
        }
    }

    /** One release, with a kill where fate says so. */
    private EndState run(OperatorProcess operator, Outside outside, String line, Moment moment, Fate fate)
            throws Exception {
        WriteGate gate = operator.gate();
        Story story = new Story(line, operator, outside, directory);
        gate.arm(fate, moment);
        try {
            story.tell();
            await("the operator is up again and still")
                    .atMost(PATIENCE)
                    .until(() ->
                            gate.isAtWork() && outside.artifacts().waiting().isEmpty() && gate.isStillFor(STILL));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s comes to no end; the operator was killed %s %s, and wrote %s; its words are in %s"
                            .formatted(line, moment, gate.deadly(), gate.writes(), directory),
                    e);
        }
        EndState end = EndState.of(story, gate.writes(), outside, key.trust());
        story.clear();
        return end;
    }

    /** The kills of one operator, one after another. */
    private final class Sweep {

        private final OperatorProcess operator;
        private final Outside outside;
        private final Moment moment;
        private final EndState undisturbed;
        private final Set<String> seen = new HashSet<>();
        private final Set<String> deadly = new HashSet<>();
        private final SoftAssertions ends = new SoftAssertions();
        private int next = 1;

        Sweep(OperatorProcess operator, Outside outside, Moment moment, EndState undisturbed) {
            this.operator = operator;
            this.outside = outside;
            this.moment = moment;
            this.undisturbed = undisturbed;
        }

        /**
         * At the first write, at the second, until one that there is not. How often the operator looks at vehicles differs
         * from run to run, so a number may have skipped what others met: that is made up for by name.
         */
        void all() throws Exception {
            boolean killed;
            do {
                killed = kill(last(next));
            } while (killed);
            Set<String> skipped = new TreeSet<>(seen);
            skipped.removeAll(deadly);
            named(skipped);
        }

        private static Fate last(int deadly) {
            return (number, write) -> number == deadly;
        }

        /** At the first write of each of these. */
        void named(Collection<String> labels) throws Exception {
            for (String label : labels) {
                kill((number, write) -> write.label().equals(label));
            }
        }

        private boolean kill(Fate fate) throws Exception {
            int number = next++;
            EndState end = run(operator, outside, "%s-%s-%d".formatted(people(), moment, number), moment, fate);
            operator.gate().writes().stream().map(Write::label).forEach(seen::add);
            Optional<String> label = operator.gate().deadly().map(Write::label);
            String point = "kill %d %s %s".formatted(number, moment, label.orElse("nothing"));
            label.ifPresent(deadly::add);
            System.out.printf(
                    "%s: %s%n",
                    point, end.equals(undisturbed) ? "same end state" : "not %s but %s".formatted(undisturbed, end));
            ends.assertThat(end).as(point).isEqualTo(undisturbed);
            return label.isPresent();
        }

        void result() {
            ends.assertAll();
            assertThat(deadly).as("writes that were the last one").containsAll(sample());
        }
    }
}
