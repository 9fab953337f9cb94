package dev.roadworthy.killsweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.killsweep.WriteGate.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;

/** The kills of one operator, one after another, each in a story of its own. */
final class Sweep {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofSeconds(1);

    private final Setting setting;
    private final Moment moment;
    private final EndState undisturbed;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> deadly = new HashSet<>();
    private final SoftAssertions ends = new SoftAssertions();
    private int next = 1;

    /**
     * Where stories take place.
     *
     * @param name of the operator, which those of its lines begin with
     * @param directory for files
     */
    record Setting(String name, Plot plot, OperatorProcess operator, Outside outside, ReleaseKey key, Path directory) {}

    /** Tells a story that nobody disturbs. */
    Sweep(Setting setting, Moment moment) throws Exception {
        this.setting = setting;
        this.moment = moment;
        this.undisturbed = run(setting.name() + "-none", Fate.NONE);
    }

    EndState undisturbed() {
        return undisturbed;
    }

    /** One release, with a kill where fate says so. */
    private EndState run(String line, Fate fate) throws Exception {
        WriteGate gate = setting.operator().gate();
        ArtifactRoot artifacts = setting.outside().artifacts();
        Story story = new Story(line, setting);
        gate.arm(fate, moment);
        try {
            story.tell();
            await("the operator is up again and still")
                    .atMost(PATIENCE)
                    .until(() -> !gate.isKilling()
                            && setting.operator().hasReconciled()
                            && artifacts.waiting().isEmpty()
                            && gate.isStillFor(STILL));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s comes to no end; the operator was killed %s %s, and wrote %s; its words are in %s"
                            .formatted(line, moment, gate.deadly(), gate.writes(), setting.directory()),
                    e);
        }
        EndState end = EndState.of(
                story, gate.writes(), setting.outside(), setting.key().trust());
        story.clear();
        return end;
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
        WriteGate gate = setting.operator().gate();
        EndState end = run("%s-%d".formatted(setting.name(), number), fate);
        gate.writes().stream().map(Write::label).forEach(seen::add);
        Optional<String> label = gate.deadly().map(Write::label);
        String point = "kill %d %s %s".formatted(number, moment, label.orElse("nothing"));
        label.ifPresent(deadly::add);
        System.out.printf(
                "%s: %s%n",
                point, end.equals(undisturbed) ? "same end state" : "not %s but %s".formatted(undisturbed, end));
        ends.assertThat(end).as(point).isEqualTo(undisturbed);
        return label.isPresent();
    }

    /** What came of it, whose last writes were these among others. */
    void result(List<String> least) {
        ends.assertAll();
        assertThat(deadly).as("writes that were the last one").containsAll(least);
    }
}
