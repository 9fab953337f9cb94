package dev.roadworthy.contract;

import java.util.List;

/**
 * What an approver approves: this model, on these evaluations, for this hardware, under this policy. A change of any of
 * them is another candidate, and an approval of the old one says nothing about it.
 *
 * @param model digest of the model manifest
 * @param evaluations digests of the evaluations that count, at least one; sorted, each once
 * @param compatibility what the model needs of a vehicle
 * @param policy digest of the gates' limits and the rollout that were in force
 */
public record Candidate(Digest model, List<Digest> evaluations, Compatibility compatibility, Digest policy) {

    /**
     * Takes the parts; the order of {@code evaluations} says nothing and is not kept.
     *
     * @throws IllegalArgumentException where there is no evaluation
     */
    public Candidate {
        if (evaluations.isEmpty()) {
            throw new IllegalArgumentException("a candidate needs an evaluation");
        }
        evaluations = evaluations.stream().distinct().sorted().toList();
    }

    /** SHA-256 over the canonical JSON of this record: the value of {@code spec.approval.digest}. */
    public Digest digest() {
        return Documents.digest(this);
    }
}
