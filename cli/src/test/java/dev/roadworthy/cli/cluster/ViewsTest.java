package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ViewsTest {

    private static final Path RECORDED =
            Path.of("../charts/roadworthy/files/argocd/resource_customizations/roadworthy.dev/_/testdata");
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void aReleaseThatSoaksIsShownWithItsWavesAndWhatIsLeft() {
        GenericKubernetesResource release = release("""
                  approval:
                    candidate: sha256:01
                    pullRequest: https://git.example.org/vision/fleet/pulls/1
                    state: Merged
                    approvers: [{name: alice, commit: c1, at: now}, {name: bob, commit: c1, at: now}]
                  signature: {counter: 2}
                  bundle: {digest: sha256:02}
                  rollout:
                    stage: Soaking
                    wave: early
                    healthySince: 2026-10-01T11:45:00Z
                    waves:
                    - {name: canary, targeted: 2, offered: 2, installed: 2, verified: 2, failed: 0, unreachable: 0}
                    - {name: early, targeted: 40, offered: 32, installed: 32, verified: 30, failed: 1, unreachable: 8}
                """);

        assertThat(shown(release, Map.of("e", evaluation("Passed", "meanIoU is 0.7000, limit min 0.5"))))
                .isEqualTo("""
                        Name:      EdgeRelease/r
                        Namespace: vision
                        Status:    Progressing  Why
                        Message:   it goes on
                        Release:   sidewalk-detector 1.1.0, the 2. of its line
                        Candidate: sha256:01
                        Gate:      Evaluation/e  Passed: meanIoU is 0.7000, limit min 0.5
                        Gate:      Evaluation/night  is not in the cluster
                        Approval:  by alice, bob: https://git.example.org/vision/fleet/pulls/1 (Merged)
                        Bundle:    sha256:02
                        Limits:    minVehicles 5 (now 31); failedPercent max 2.5 (now 3.1); latencyMsP95 max 40;
                                   verifyTimeout 2h
                        Verdict:   wave early is healthy

                        WAVE    PERCENT  STATE    SOAK        VEHICLES  OFFERED  INSTALLED  RUNNING  FAILED  BACK  UNREACHABLE
                        canary  5%       Done     30m         2         2        2          2        0       -     0
                        early   20%      Soaking  1h15m left  40        32       32         30       1       -     8
                        all     100%     Waiting  0s          -         -        -          -        -       -     -
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Rolling     |                      | canary  5%       Rolling       30m   2         2        2          1        0       -     0
            Soaking     | 2026-10-01T11:31:05Z | canary  5%       Soaking       1m5s left  2         2        2          1        0       -     0
            Soaking     | 2026-10-01T11:30:00Z | canary  5%       Soaking       over  2         2        2          1        0       -     0
            RollingBack |                      | canary  5%       RollingBack   30m   2         2        2          1        0       1     0
            RolledBack  |                      | canary  5%       RolledBack    30m   2         2        2          1        0       1     0
            RolledOut   |                      | canary  5%       Done          30m   2         2        2          1        0       -     0
            """)
    void aWaveIsWhereItsReleaseIs(String stage, String since, String line) {
        GenericKubernetesResource release =
                release("""
                  rollout:
                    stage: %s
                    wave: canary
                    %s
                    waves:
                    - {name: canary, targeted: 2, offered: 2, installed: 2, verified: 1, failed: 0, unreachable: 0}
                """.formatted(stage, since == null ? "" : "healthySince: " + since));

        assertThat(words(shown(release, Map.of()))).contains(words(line));
    }

    @Test
    void beforeAnythingIsKnownOfAReleaseThereIsWhatItDeclares() {
        assertThat(shown(release(""), Map.of("e", evaluation(null, null))))
                .contains("Gate:      Evaluation/e  no verdict yet")
                .doesNotContain("WAVE", "Approval", "Bundle", "null");
    }

    @Test
    void theLineOfAReleaseCountsItsVehicles() {
        GenericKubernetesResource release = release("""
                  rollout:
                    stage: Rolling
                    wave: canary
                    waves:
                    - {name: canary, targeted: 4, offered: 3, installed: 2, verified: 1, failed: 0, unreachable: 0}
                """);

        assertThat(view(release, Map.of()).line())
                .isEqualTo("EdgeRelease/r  Progressing  Why: it goes on"
                        + "  [canary: 3 offered, 2 installed, 1 running, 0 failed of 4]");
    }

    @Test
    void whatANewerOperatorSaysBesidesIsNoError() {
        assertThat(shown(release("  fleets: {a: 1}\n"), Map.of())).contains("EdgeRelease/r");
    }

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatTheOperatorHasSaidInItsTestsIsShown(Path file) throws IOException {
        GenericKubernetesResource object =
                serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);

        List<String> lines = view(object, Map.of()).lines();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(4).noneMatch(line -> line.contains("null"));
        if (object.get("status", "digest") instanceof String digest) {
            assertThat(lines).anyMatch(line -> line.contains(digest));
        }
    }

    private String shown(GenericKubernetesResource object, Map<String, Evaluation> evaluations) {
        return String.join("\n", view(object, evaluations).lines()) + "\n";
    }

    private View view(GenericKubernetesResource object, Map<String, Evaluation> evaluations) {
        Kind kind = Kind.of(object.getApiVersion(), object.getKind()).orElseThrow();
        Target target = new Target(kind, object.getMetadata().getName());
        return Views.add(new View(target, "vision", Standing.of(object)), kind.typed(object), evaluations, NOW);
    }

    private static String words(String text) {
        return text.replaceAll(" +", " ");
    }

    private GenericKubernetesResource release(String facts) {
        return serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: EdgeRelease
                metadata: {name: r, namespace: vision, generation: 3}
                spec:
                  modelRef: {name: m}
                  evaluationRefs: [{name: e}, {name: night}]
                  line: sidewalk-detector
                  version: 1.1.0
                  compatibility: {hardware: [scooter-g3], onnxRuntime: ">=1.17"}
                  rollout:
                    waves:
                    - {name: canary, percent: 5, soak: 30m}
                    - {name: early, percent: 20, soak: 90m}
                    - {name: all, percent: 100}
                    health: {minVehicles: 5, verifyTimeout: 2h, failedPercent: {max: "2.5"}, latencyMsP95: {max: 40}}
                status:
                  observedGeneration: 3
                  conditions:
                  - {type: Ready, status: "False", reason: Why, message: it goes on}
                  candidate: sha256:01
                """ + facts, GenericKubernetesResource.class);
    }

    private static Evaluation evaluation(String verdict, String worstGate) {
        Evaluation evaluation = new Evaluation();
        evaluation.setStatus(new KubernetesSerialization()
                .convertValue(
                        verdict == null ? Map.of() : Map.of("verdict", verdict, "worstGate", worstGate),
                        dev.roadworthy.api.v1alpha1.EvaluationStatus.class));
        return evaluation;
    }
}
