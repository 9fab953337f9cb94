package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.Value;
import java.util.List;
import java.util.Objects;

/**
 * What a person reads before a release that is rolled back is ended in Git, too: why, what became of which vehicles, and
 * what a merge does.
 */
record RevertRequest(Revert revert) {

    private static final List<String> FIELD = List.of("spec", "rollout", "aborted");

    static Proposal of(Revert revert, Digest intent) {
        RevertRequest request = new RevertRequest(revert);
        return new Proposal(
                intent,
                ApprovalRequest.manifest(revert.release()),
                FIELD,
                new Value.Flag(true),
                request.title(),
                request.body());
    }

    private String title() {
        EdgeReleaseSpec spec = revert.release().getSpec();
        return "End %s %s, which is rolled back".formatted(spec.line(), spec.version());
    }

    private String body() {
        EdgeRelease release = revert.release();
        return String.join(
                "\n\n",
                """
                Version **%s** of **%s**, EdgeRelease `%s/%s`, is rolled back in wave `%s`:

                > %s

                No vehicle that can be reached runs it; each went back to the release that it had. The manifest still wants \
                it. Merging this sets `spec.rollout.aborted`, so that Git says what vehicles run, and the release settles. \
                To go on, release another version: vehicles take no release twice. Close this pull request to leave the \
                manifest as it is; you are not asked again.""".formatted(
                                release.getSpec().version(),
                                release.getSpec().line(),
                                release.getMetadata().getNamespace(),
                                release.getMetadata().getName(),
                                revert.rollout().wave(),
                                Table.text(String.valueOf(revert.rollout().cause()))),
                "### What became of the vehicles\n\n" + waves(),
                "### What was released\n\n" + released(revert.status()));
    }

    private String waves() {
        Table table = Table.of("wave", "vehicles", "offered", "installed", "still run it", "failed", "out of reach");
        for (WaveCount wave : revert.rollout().waves()) {
            table = table.row(
                    wave.name(),
                    wave.targeted(),
                    wave.offered(),
                    wave.installed(),
                    wave.verified(),
                    wave.failed(),
                    wave.unreachable());
        }
        return table.markdown() + "\n\nEach wave counts the vehicles of those before it, too.";
    }

    private static String released(EdgeReleaseStatus status) {
        Signature signature = Objects.requireNonNull(status.signature(), "what vehicles ran is signed");
        Table table = Table.of("what", "which")
                .row("release of the line", signature.counter())
                .row("candidate", String.valueOf(status.candidate()))
                .row(
                        "bundle",
                        Objects.requireNonNull(status.bundle(), "what vehicles ran is packed")
                                .digest());
        EdgeReleaseStatus.Approval approval = status.approval();
        return (approval == null ? table : table.row("approved by", approval.pullRequest())).markdown();
    }
}
