package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PinnedEvaluation;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance;
import dev.roadworthy.contract.Provenance.Making;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an EdgeRelease has made: a signed release, then the bundle of it. */
public final class ReleaseStatements {

    private ReleaseStatements() {}

    public static List<InTotoStatement<?>> of(EdgeRelease release, EdgeReleaseStatus status) {
        Signature signature = status.signature();
        Evidence evidence = status.evidence();
        if (signature == null || evidence == null) {
            return List.of();
        }
        List<InTotoStatement<?>> statements = new ArrayList<>();
        statements.add(signed(release, status, signature, evidence));
        if (status.bundle() != null) {
            statements.add(new Made(Making.BUNDLE, release)
                    .subject(Ledger.BUNDLE, status.bundle())
                    .from(evidence.model())
                    .from(Ledger.RELEASE, signature.payload())
                    .from(Ledger.ENVELOPE, signature.release().digest())
                    .from(Ledger.MODEL_SIGNATURE, signature.modelSignature().digest())
                    .by(signature.payload()));
        }
        return statements;
    }

    private static InTotoStatement<?> signed(
            EdgeRelease release, EdgeReleaseStatus status, Signature signature, Evidence evidence) {
        String candidate = Objects.requireNonNull(status.candidate(), "what is signed was a candidate");
        Made made = new Made(Making.RELEASE, release)
                .subject(Ledger.RELEASE, signature.payload())
                .subject(Ledger.ENVELOPE, signature.release())
                .subject(Ledger.MODEL_SIGNATURE, signature.modelSignature())
                .from(evidence.model())
                .from("gates", evidence.policy())
                .value("line", release.getSpec().line())
                .value("version", release.getSpec().version())
                .value("counter", signature.counter().toString())
                .value("keyId", signature.keyId())
                .approved(approval(candidate, status.approval()));
        evidence.evaluations().stream()
                .map(PinnedEvaluation::report)
                .forEach(report -> made.from(Ledger.REPORT, report));
        for (Map.Entry<String, String> role : new TreeMap<>(evidence.lineage()).entrySet()) {
            made.from(role.getKey(), role.getValue());
        }
        EdgeReleaseStatus.Approval approval = status.approval();
        if (approval != null && approval.commit() != null) {
            made.from(Resource.commit("approval", approval.pullRequest(), approval.commit()));
        }
        return made.by("%s/%d".formatted(release.getSpec().line(), signature.counter()));
    }

    private static Provenance.Approval approval(String candidate, EdgeReleaseStatus.@Nullable Approval given) {
        return given == null
                ? new Provenance.Approval(new Digest(candidate), null, null, null)
                : new Provenance.Approval(
                        new Digest(candidate),
                        given.pullRequest(),
                        given.mergedAt(),
                        given.approvers() == null
                                ? null
                                : given.approvers().stream()
                                        .map(by -> new Provenance.Approver(by.name(), by.commit(), by.at()))
                                        .toList());
    }
}
