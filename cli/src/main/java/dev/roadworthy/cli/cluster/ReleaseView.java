package dev.roadworthy.cli.cluster;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec.Health;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec.Wave;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Approver;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release on its way: its gates, its approval, its bundle, and how the vehicles of each wave are.
 *
 * @param evaluations those that it names and that are there, by name
 */
record ReleaseView(EdgeRelease release, Map<String, Evaluation> evaluations, Instant now) {

    /** Adds what is known of it. */
    View add(View view) {
        EdgeReleaseSpec spec = release.getSpec();
        @Nullable EdgeReleaseStatus status = release.getStatus();
        view.fact("Release", "%s %s%s".formatted(spec.line(), spec.version(), counter(status)));
        if (status != null) {
            view.fact("Candidate", status.candidate());
        }
        spec.evaluationRefs().forEach(ref -> view.fact("Gate", gate(ref.name())));
        if (status == null) {
            return view;
        }
        view.fact("Approval", approval(status));
        view.fact("Bundle", status.bundle() == null ? null : status.bundle().digest());
        if (status.revert() != null) {
            view.fact(
                    "Revert",
                    "%s (%s)"
                            .formatted(
                                    status.revert().pullRequest(),
                                    status.revert().state()));
        }
        if (spec.rollout() != null && status.rollout() != null) {
            rollout(view, spec.rollout(), status.rollout());
        }
        return view;
    }

    private static String counter(@Nullable EdgeReleaseStatus status) {
        return status == null || status.signature() == null
                ? ""
                : ", the %d. of its line".formatted(status.signature().counter());
    }

    private String gate(String name) {
        @Nullable Evaluation evaluation = evaluations.get(name);
        @Nullable EvaluationStatus measured = evaluation == null ? null : evaluation.getStatus();
        if (measured == null || measured.verdict() == null) {
            return "Evaluation/%s  %s".formatted(name, evaluation == null ? "is not in the cluster" : "no verdict yet");
        }
        return "Evaluation/%s  %s%s"
                .formatted(name, measured.verdict(), measured.worstGate() == null ? "" : ": " + measured.worstGate());
    }

    private static @Nullable String approval(EdgeReleaseStatus status) {
        EdgeReleaseStatus.@Nullable Approval asked = status.approval();
        if (asked == null) {
            return Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
                    .filter(condition -> condition.type().equals("Approved"))
                    .findFirst()
                    .map(Condition::message)
                    .orElse(null);
        }
        return asked.approvers() == null
                ? "%s (%s)".formatted(asked.pullRequest(), asked.state())
                : "by %s: %s (%s)"
                        .formatted(
                                String.join(
                                        ", ",
                                        asked.approvers().stream()
                                                .map(Approver::name)
                                                .toList()),
                                asked.pullRequest(),
                                asked.state());
    }

    private void rollout(View view, EdgeReleaseSpec.Rollout declared, Rollout reached) {
        List<String> names = declared.waves().stream().map(Wave::name).toList();
        int active = names.indexOf(reached.wave());
        Table table = new Table(
                "WAVE",
                "PERCENT",
                "STATE",
                "SOAK",
                "VEHICLES",
                "OFFERED",
                "INSTALLED",
                "RUNNING",
                "FAILED",
                "BACK",
                "UNREACHABLE");
        for (int i = 0; i < names.size(); i++) {
            Wave wave = declared.waves().get(i);
            String state = state(i, active, reached.stage());
            Optional<WaveCount> count = count(reached, wave.name());
            boolean back = reached.stage() == Stage.RollingBack || reached.stage() == Stage.RolledBack;
            table.row(
                    wave.name(),
                    wave.percent() + "%",
                    state,
                    soak(wave, state, reached),
                    word(count.map(WaveCount::targeted)),
                    word(count.map(WaveCount::offered)),
                    word(count.map(WaveCount::installed)),
                    word(count.map(WaveCount::verified)),
                    word(count.map(WaveCount::failed)),
                    // Who has installed it and does not run it has not come to it yet, unless all go back.
                    back ? word(count.map(each -> each.installed() - each.verified())) : "-",
                    word(count.map(WaveCount::unreachable)));
        }
        Optional<WaveCount> here = count(reached, reached.wave());
        view.fact("Limits", String.join("; ", limits(declared.health(), here)))
                .fact("Verdict", here.map(wave -> verdict(wave, reached)).orElse(null))
                .table(table)
                .progress(here.map(wave -> "%s: %d offered, %d installed, %d running, %d failed of %d"
                                .formatted(
                                        wave.name(),
                                        wave.offered(),
                                        wave.installed(),
                                        wave.verified(),
                                        wave.failed(),
                                        wave.targeted()))
                        .orElse(reached.wave()));
    }

    private static Optional<WaveCount> count(Rollout reached, String wave) {
        return reached.waves().stream()
                .filter(count -> count.name().equals(wave))
                .findFirst();
    }

    private static String word(Optional<Long> number) {
        return number.map(String::valueOf).orElse("-");
    }

    private static String state(int wave, int active, Stage stage) {
        if (wave < active || stage == Stage.RolledOut) {
            return "Done";
        }
        return wave == active ? stage.name() : "Waiting";
    }

    private String soak(Wave wave, String state, Rollout reached) {
        String soak = wave.soak() == null ? "0s" : wave.soak();
        if (!state.equals(Stage.Soaking.name()) || reached.healthySince() == null) {
            return soak;
        }
        Duration left = Duration.between(
                now.truncatedTo(ChronoUnit.SECONDS),
                Instant.parse(reached.healthySince()).plus(Duration.parse("PT" + soak)));
        return left.isPositive() ? "%s left".formatted(words(left)) : "over";
    }

    /** Each limit of a release's health, those that are counts with what they are in a wave. */
    private static List<String> limits(@Nullable Health health, Optional<WaveCount> wave) {
        List<String> limits = new ArrayList<>();
        int vehicles = health == null || health.minVehicles() == null ? 1 : health.minVehicles();
        limits.add("minVehicles %d%s"
                .formatted(vehicles, now(wave.map(count -> String.valueOf(count.verified() + count.failed())))));
        String failed = health == null || health.failedPercent() == null
                ? "0"
                : String.valueOf(health.failedPercent().max().getValue());
        limits.add("failedPercent max %s%s"
                .formatted(
                        failed,
                        now(wave.filter(count -> count.offered() > 0)
                                .map(count -> String.format(
                                        Locale.ROOT, "%.1f", 100.0 * count.failed() / count.offered())))));
        if (health != null && health.latencyMsP95() != null) {
            limits.add(
                    "latencyMsP95 max %s".formatted(health.latencyMsP95().max().getValue()));
        }
        limits.add("verifyTimeout %s"
                .formatted(health == null || health.verifyTimeout() == null ? "1h" : health.verifyTimeout()));
        return limits;
    }

    private static String verdict(WaveCount wave, Rollout reached) {
        String cause = reached.cause() != null ? reached.cause() : wave.cause();
        return cause == null ? "wave %s is healthy".formatted(wave.name()) : cause;
    }

    private static String now(Optional<String> value) {
        return value.map(" (now %s)"::formatted).orElse("");
    }

    /** A time as Go writes it, without what is nothing. */
    private static String words(Duration time) {
        String hours = time.toHours() == 0 ? "" : time.toHours() + "h";
        String minutes = time.toMinutesPart() == 0 ? "" : time.toMinutesPart() + "m";
        String seconds = time.toSecondsPart() == 0 ? "" : time.toSecondsPart() + "s";
        return hours + minutes + seconds;
    }
}
