package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.JudgedGate;
import dev.roadworthy.api.v1alpha1.EvaluationStatus.Weakness;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.gate.GateText;
import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.controller.reference.JudgedEvaluation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer reads before a candidate is approved: what changes for vehicles, what is measured against which limit,
 * where the model is weak, which vehicles get it when, and what it is made of. It holds nothing that varies by itself, such as a time.
 *
 * @param release the object
 * @param candidate that is to be approved
 * @param open its evidence
 * @param present the release that vehicles have; empty where none is known
 */
record ApprovalRequest(EdgeRelease release, Candidate candidate, Gating.Open open, Optional<PresentRelease> present) {

    private static final List<String> FIELD = List.of("spec", "approval", "digest");

    static Proposal of(EdgeRelease release, Gating.Open open, Optional<PresentRelease> present, Digest intent) {
        Candidate candidate = open.candidate(release.getSpec());
        ApprovalRequest request = new ApprovalRequest(release, candidate, open, present);
        return new Proposal(
                intent,
                manifest(release),
                FIELD,
                new Value.Text(candidate.digest().value()),
                request.title(),
                request.body());
    }

    /** The manifest of a release. */
    static ManifestRef manifest(EdgeRelease release) {
        return new ManifestRef(
                release.getApiVersion(),
                release.getKind(),
                release.getMetadata().getNamespace(),
                release.getMetadata().getName());
    }

    private String title() {
        return "Release %s %s to vehicles"
                .formatted(release.getSpec().line(), release.getSpec().version());
    }

    private String body() {
        Evidence evidence = open.evidence();
        return String.join(
                "\n\n",
                """
                EdgeRelease `%s/%s` asks for the approval of model `%s` for vehicles, as version **%s** of **%s**.

                Merging this sets `spec.approval.digest` to the candidate

                    %s

                Then the release is signed, packed, and offered to vehicles wave by wave. To decline, close this pull \
                request: the candidate is not proposed again.""".formatted(
                                release.getMetadata().getNamespace(),
                                release.getMetadata().getName(),
                                evidence.model().name(),
                                release.getSpec().version(),
                                release.getSpec().line(),
                                candidate.digest()),
                "### What changes for vehicles\n\n" + Comparison.markdown(release, open, present),
                "### Gates\n\n" + gates(),
                "### Where the model is weakest\n\n" + weaknesses(),
                "### Which vehicles get it, and when\n\n" + rollout(),
                "### What it is made of\n\n" + lineage(evidence),
                """
                ### Verify the candidate

                Its digest is that of what it is made of:

                    printf %%s '%s' | sha256sum

                Every digest that the model goes back to is read anew from the artifact store by

                    roadworthy lineage verify %s

                A changed model, evaluation, gate or compatibility makes another candidate, which this does not approve.""".formatted(new String(Documents.write(candidate), StandardCharsets.UTF_8), candidate.model()));
    }

    private String gates() {
        Table table = Table.of("evaluation", "gate", "measured", "95 % interval", "limit", "frames", "rides", "result");
        for (JudgedEvaluation evaluation : open.evaluations()) {
            for (JudgedGate gate : evaluation.findings().gates()) {
                table = table.row(
                        evaluation.name(),
                        GateText.what(gate),
                        orDash(gate.value()),
                        gate.low() == null ? "–" : gate.low() + " to " + gate.high(),
                        gate.limit(),
                        gate.samples(),
                        gate.rides(),
                        gate.result());
            }
        }
        return table.markdown();
    }

    private String weaknesses() {
        Table table = Table.of("evaluation", "slice", "class", "iou", "frames");
        for (JudgedEvaluation evaluation : open.evaluations()) {
            for (Weakness weakness : evaluation.findings().worst()) {
                table = table.row(
                        evaluation.name(),
                        weakness.slice() == null ? "all frames" : weakness.slice(),
                        weakness.className(),
                        weakness.value(),
                        weakness.samples());
            }
        }
        return table.rows().isEmpty()
                ? "No class was measured on enough frames to say so."
                : table.markdown() + "\n\nThe lowest first. The reports have every class and slice.";
    }

    private String rollout() {
        EdgeReleaseSpec.Rollout rollout = release.getSpec().rollout();
        if (rollout == null) {
            return "None: the release ends as a bundle in the store.";
        }
        Table table = Table.of("wave", "vehicles", "healthy for");
        for (EdgeReleaseSpec.Wave wave : rollout.waves()) {
            table = table.row(
                    wave.name(), wave.percent() + " % of " + release.getSpec().line(), orDash(wave.soak()));
        }
        return table.markdown()
                + "\n\nHardware: %s. %s A breach ends the rollout, and every vehicle goes back to the release that it had."
                        .formatted(
                                String.join(
                                        ", ", release.getSpec().compatibility().hardware()),
                                limits(rollout.health()));
    }

    private static String limits(EdgeReleaseSpec.@Nullable Health health) {
        if (health == null) {
            return "A wave goes on while no vehicle fails.";
        }
        return "A wave goes on while at most %s %% of its vehicles fail%s, of %s vehicles or more."
                .formatted(
                        health.failedPercent() == null
                                ? "0"
                                : health.failedPercent().max().getValue(),
                        health.latencyMsP95() == null
                                ? ""
                                : " and the 95th percentile of latency is at most %s ms"
                                        .formatted(health.latencyMsP95().max().getValue()),
                        health.minVehicles() == null ? "1" : health.minVehicles());
    }

    private String lineage(Evidence evidence) {
        Table table = Table.of("role", "sha256").row("model", evidence.model().digest());
        for (Map.Entry<String, String> role : new TreeMap<>(evidence.lineage()).entrySet()) {
            table = table.row(role.getKey(), role.getValue());
        }
        for (JudgedEvaluation evaluation : open.evaluations()) {
            table = table.row("report of " + evaluation.name(), evaluation.report());
        }
        return table.row("gates", evidence.policy()).markdown();
    }

    private static String orDash(@Nullable String value) {
        return value == null ? "–" : value;
    }
}
