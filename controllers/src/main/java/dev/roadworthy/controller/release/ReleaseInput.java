package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Compatibility;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a spec releases, and what an approver approves of it. Approval and rollout are no part of either. */
public final class ReleaseInput {

    private ReleaseInput() {}

    /** The digest of what the spec releases: a signature is for that, however it was approved and comes to vehicles. */
    public static Digest released(EdgeReleaseSpec spec) {
        return Documents.digest(
                List.of(spec.modelRef(), spec.evaluationRefs(), spec.line(), spec.version(), spec.compatibility()));
    }

    /** What an approver approves. */
    public static Candidate candidate(EdgeReleaseSpec spec, Evidence evidence) {
        EdgeReleaseSpec.Compatibility needs = spec.compatibility();
        return new Candidate(
                new Digest(evidence.model().digest()),
                evidence.evaluations().stream()
                        .map(evaluation -> new Digest(evaluation.report()))
                        .toList(),
                new Compatibility(
                        needs.hardware(), needs.onnxRuntime(), Objects.requireNonNullElse(needs.minFreeMiB(), 0)),
                new Digest(evidence.policy()));
    }

    /**
     * The digest of the gates that a release rests on.
     *
     * @param gates by the digest of the report that they judged
     */
    public static Digest policy(Map<String, List<Gate>> gates) {
        return Documents.digest(new TreeMap<>(gates));
    }
}
