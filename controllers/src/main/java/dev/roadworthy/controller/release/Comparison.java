package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.controller.gate.GateText;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changes for vehicles, as Markdown: a candidate beside the release that they have. The same objects give the same
 * text.
 *
 * @param asking the object whose candidate is to be approved
 * @param open its evidence
 * @param present what vehicles have
 */
record Comparison(EdgeRelease asking, Gating.Open open, PresentRelease present) {

    private static final String UNKNOWN = "–";

    // The algorithm and twelve hex digits.
    private static final int SHORT = "sha256:".length() + 12;

    /** The text, also where there is nothing to compare with. */
    static String markdown(EdgeRelease asking, Gating.Open open, Optional<PresentRelease> present) {
        return present.map(known -> new Comparison(asking, open, known).markdown())
                .orElseGet(() -> "This is the first release of `%s` that the objects of namespace `%s` tell of."
                        .formatted(asking.getSpec().line(), asking.getMetadata().getNamespace()));
    }

    private String markdown() {
        return String.join("\n\n", from(), measurements(), facts());
    }

    private String from() {
        EdgeRelease release = present.release();
        String have = release.getSpec().rollout() == null
                ? "The last release of `%s` is version **%s** (%d in its count, EdgeRelease `%s`), a bundle in the store; nobody here knows which vehicles have it."
                : "Vehicles of `%s` have version **%s** (%d in its count, EdgeRelease `%s`).";
        String underWay = present.underWay().isEmpty()
                ? ""
                : " On its way to them: version %s.".formatted(String.join(", ", present.underWay()));
        return have.formatted(
                        release.getSpec().line(),
                        release.getSpec().version(),
                        present.counter(),
                        release.getMetadata().getName())
                + underWay;
    }

    /** A gate with the Evaluation that it is of. */
    private record Measured(JudgedEvaluation evaluation, JudgedGate gate) {

        /** Those of values; a regression is one against a third model. */
        static List<Measured> of(List<JudgedEvaluation> evaluations) {
            return evaluations.stream()
                    .flatMap(each -> each.findings().gates().stream().map(gate -> new Measured(each, gate)))
                    .filter(measured -> !measured.gate().limit().startsWith("maxRegression"))
                    .toList();
        }

        boolean isOn(Measured other) {
            return evaluation.frames().equals(other.evaluation.frames());
        }
    }

    private String measurements() {
        List<Measured> before = new ArrayList<>(Measured.of(present.evaluations()));
        Table table = Table.of("measured", "present", "candidate", "difference", "present limit", "limit");
        for (Measured now : Measured.of(open.evaluations())) {
            Optional<Measured> was = counterpart(now, before);
            was.ifPresent(before::remove);
            table = table.row(
                    GateText.what(now.gate()),
                    was.map(each -> orUnknown(each.gate().value())).orElse(UNKNOWN),
                    orUnknown(now.gate().value()),
                    was.map(each -> difference(each, now)).orElse(UNKNOWN),
                    was.map(each -> each.gate().limit()).orElse(UNKNOWN),
                    now.gate().limit());
        }
        for (Measured gone : before) {
            table = table.row(
                    GateText.what(gone.gate()),
                    orUnknown(gone.gate().value()),
                    UNKNOWN,
                    UNKNOWN,
                    gone.gate().limit(),
                    "none");
        }
        String unknown =
                present.evaluations().size() == present.evidence().evaluations().size()
                        ? ""
                        : " An Evaluation of the present release has gone or has measured anew, so its values are not known here.";
        return table.markdown() + "\n\nA difference is only of values on the same split of the same dataset." + unknown;
    }

    /** What was measured of the same, on the same frames if there is such a one. */
    private static Optional<Measured> counterpart(Measured now, List<Measured> before) {
        List<Measured> same = before.stream()
                .filter(each -> GateText.what(each.gate()).equals(GateText.what(now.gate())))
                .toList();
        return same.stream().filter(now::isOn).findFirst().or(() -> same.stream()
                .findFirst());
    }

    private static String difference(Measured was, Measured now) {
        if (!was.isOn(now) || was.gate().value() == null || now.gate().value() == null) {
            return UNKNOWN;
        }
        BigDecimal difference = new BigDecimal(now.gate().value())
                .subtract(new BigDecimal(was.gate().value()));
        return (difference.signum() > 0 ? "+" : "") + difference.toPlainString();
    }

    private String facts() {
        Table table = Table.of("", "present", "candidate")
                .row(
                        "version",
                        present.release().getSpec().version(),
                        asking.getSpec().version())
                .row(
                        "model",
                        shortened(present.evidence().model().digest()),
                        change(
                                present.evidence().model().digest(),
                                open.evidence().model().digest()));
        Map<String, String> was = present.evidence().lineage();
        Map<String, String> now = open.evidence().lineage();
        for (String role : new TreeSet<>(
                Stream.concat(was.keySet().stream(), now.keySet().stream()).toList())) {
            table = table.row(
                    role,
                    shortened(was.getOrDefault(role, UNKNOWN)),
                    change(was.get(role), now.getOrDefault(role, UNKNOWN)));
        }
        return table.row(
                        "model, bytes",
                        present.modelBytes().map(Comparison::bytes).orElse(UNKNOWN),
                        bytes(open.modelBytes()))
                .row("bundle, bytes", bytes(present.bundleBytes()), "known once it is packed")
                .row("latency limit", latency(present.release().getSpec()), latency(asking.getSpec()))
                .row("hardware", hardware(present.release()), hardware(asking))
                .markdown();
    }

    private static String change(@Nullable String was, String now) {
        return now.equals(was) ? "the same" : shortened(now);
    }

    /** So that both columns are seen at once; the whole digests of the candidate stand further below. */
    private static String shortened(String digest) {
        return digest.length() <= SHORT ? digest : digest.substring(0, SHORT) + "…";
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }

    private static String latency(EdgeReleaseSpec spec) {
        EdgeReleaseSpec.Rollout rollout = spec.rollout();
        return rollout == null || rollout.health() == null || rollout.health().latencyMsP95() == null
                ? "none"
                : "95th percentile of %s ms"
                        .formatted(rollout.health().latencyMsP95().max().getValue());
    }

    private static String hardware(EdgeRelease release) {
        return String.join(", ", release.getSpec().compatibility().hardware());
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
