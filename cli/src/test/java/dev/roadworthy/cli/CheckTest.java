package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of a pull request without a cluster, on Git repositories of their own. */
class CheckTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private GitRepository git;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        git = new GitRepository(directory).examples("fleet").commit();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void whatRunsIsToldWithTheInputThatDiffersAndWhatIsOutOfDateThen() throws Exception {
        git.edit("fleet/training-run-b.yaml", "epochs: \"5\"", "epochs: \"9\"")
                .edit("fleet/training-run-b.yaml", "deadline: 30m", "deadline: 2h");

        assertThat(check("--offline")).as(text(err)).isZero();
        assertThat(text(out))
                .contains("~ TrainingRun/sidewalk-b  runs: spec.parameters.epochs: 5 → 9\n")
                .contains("    spec.deadline: 30m → 2h\n")
                .contains("  Evaluation/sidewalk-b-test  out of date: once TrainingRun/sidewalk-b has another result")
                .contains("  EdgeRelease/sidewalk-detector-1.0.0  out of date: ")
                .doesNotContain("sidewalk-a");
    }

    @Test
    void aChangeThatIsOfNoInputRunsNothing() throws Exception {
        git.edit("fleet/training-run-b.yaml", "deadline: 30m", "deadline: 2h")
                .edit("fleet/evaluation-b.yaml", "min: \"0.15\"", "min: \"0.20\"");

        assertThat(check("--offline")).as(text(err)).isZero();
        assertThat(text(out))
                .contains("~ TrainingRun/sidewalk-b  nothing: spec.deadline: 30m → 2h; no input changes")
                .contains("~ Evaluation/sidewalk-b-test  judged again: spec.gates[0].min: 0.15 → 0.20")
                .contains("EdgeRelease/sidewalk-detector-1.0.0  out of date: "
                        + "Evaluation/sidewalk-b-test is judged by other gates");
    }

    @Test
    void anUnknownFieldIsAnErrorWithItsLine() throws Exception {
        git.write("fleet/more.yaml", """
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: more}
                spec:
                  source: {uri: s3://raw/more/, layout: RideLog}
                  classes: [road]
                  split:
                    sed: 7
                    percent: {train: 70, validation: 15, test: 15}
                """);

        assertThat(check("--offline")).isEqualTo(1);
        assertThat(text(out)).contains("fleet/more.yaml:8: error: unknown field 'sed' in spec.split (schema)\n");
    }

    @Test
    void aRuleThatIsBrokenIsAnErrorWithItsLine() throws Exception {
        git.edit(
                "fleet/dataset-v2.yaml",
                "{train: 80, validation: 20, test: 0}",
                "{train: 80, validation: 30, test: 0}");

        assertThat(check("--offline")).isEqualTo(1);
        assertThat(text(out))
                .contains("fleet/dataset-v2.yaml:14: error: spec.split.percent: train, validation and test must add up"
                        + " to 100 percent (cel)\n");
    }

    @Test
    void whatIsTakenAwayAndStillNamedIsAnError() throws Exception {
        git.remove("fleet/dataset-v1.yaml");

        assertThat(check("--offline")).isEqualTo(1);
        assertThat(text(out))
                .contains("- Dataset/sidewalk-v1  removed: ")
                .contains("error: spec.extends[0].name names Dataset/sidewalk-v1, which this change takes away");
    }

    @Test
    void aBranchIsComparedWithWhereItBegan() throws Exception {
        git.branch("work")
                .edit("fleet/training-run-a.yaml", "seed: 7", "seed: 8")
                .commit()
                .checkout("main")
                .edit("fleet/training-run-b.yaml", "seed: 7", "seed: 9")
                .commit();

        assertThat(check("--offline", "--from", "main", "--to", "work"))
                .as(text(err))
                .isZero();
        assertThat(text(out))
                .contains("~ TrainingRun/sidewalk-a  runs: spec.seed: 7 → 8\n")
                .doesNotContain("TrainingRun/sidewalk-b");
    }

    @Test
    void whatIsNoRevisionOrNoRepositoryIsWrongUsage(@TempDir Path elsewhere) {
        assertThat(check("--offline", "--from", "nowhere")).isEqualTo(2);
        assertThat(text(err)).contains("there is no commit 'nowhere' here");
        assertThat(run("check", "--offline", elsewhere.toString())).isEqualTo(2);
        assertThat(text(err)).contains("is in no Git working tree");
    }

    private int check(String... options) {
        List<String> all = new ArrayList<>(List.of("check"));
        all.addAll(List.of(options));
        all.add(git.path("fleet").toString());
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Main.run(
                arguments,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
