package dev.roadworthy.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRunnerTest {

    private enum Reason {
        Cold
    }

    private final Path log;
    private final StepRunner runner;

    StepRunnerTest(@TempDir Path directory) {
        log = directory.resolve("termination-log");
        runner = new StepRunner(new Environment(Map.of(Environment.TERMINATION_LOG, log.toString())));
    }

    private StepResult written() throws Exception {
        return Documents.read(Files.readAllBytes(log), StepResult.class);
    }

    @Test
    void tellsOfSuccess() throws Exception {
        ArtifactRef ref = new ArtifactRef("s3://a/sha256/0", Digest.of(new byte[0]), 0);

        assertThat(runner.run("test", _ -> ref)).isZero();
        assertThat(written()).isEqualTo(new StepResult.Succeeded(ref));
    }

    @Test
    void tellsOfARejection() throws Exception {
        int exitCode = runner.run("test", _ -> {
            throw StepException.rejected(Reason.Cold, "warm it");
        });

        assertThat(exitCode).isEqualTo(42);
        assertThat(written()).isEqualTo(new StepResult.Rejected("Cold", "warm it"));
    }

    @Test
    void tellsOfAnOutage() throws Exception {
        int exitCode = runner.run("test", _ -> {
            throw StepException.unavailable(Reason.Cold, "wait", null);
        });

        assertThat(exitCode).isEqualTo(75);
        assertThat(written()).isEqualTo(new StepResult.Unavailable("Cold", "wait"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "\"", "\uD83D\uDE97"})
    void cutsAMessageThatAKubeletWouldCut(String character) throws Exception {
        runner.run("test", _ -> {
            throw StepException.rejected(Reason.Cold, character.repeat(5000));
        });

        assertThat(Files.size(log)).isBetween(3000L, 4096L);
        assertThat(written())
                .isInstanceOfSatisfying(StepResult.Rejected.class, rejected -> assertThat(rejected.message())
                        .startsWith(character)
                        .endsWith(character + " …"));
    }

    @Test
    void tellsOfAFaultInWordsThatAreNoResult() throws Exception {
        int exitCode = runner.run("test", _ -> {
            throw new IllegalStateException("first line\nsecond line");
        });

        assertThat(exitCode).isEqualTo(1);
        assertThat(log)
                .hasContent("the step test failed by a fault of its own: java.lang.IllegalStateException: first line;"
                        + " see the log of the pod");
    }
}
