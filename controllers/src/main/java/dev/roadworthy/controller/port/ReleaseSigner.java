package dev.roadworthy.controller.port;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.ModelManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs releases, and counts them. The key never leaves it. */
public interface ReleaseSigner {

    /**
     * A release to be signed.
     *
     * @param claimant whose it is: an order of the same claimant gets the same counter, however often it comes
     * @param line the model line, a DNS label; counters are those of a line
     * @param version a semantic version
     * @param candidate what was approved, and what is released
     * @param model the manifest with the digest that the candidate names
     * @param lineage further digests by role
     * @param approval who approved it, as far as anybody looked
     */
    record Order(
            Digest claimant,
            String line,
            String version,
            Candidate candidate,
            ModelManifest model,
            Map<String, Digest> lineage,
            Optional<Approved> approval) {}

    /**
     * A merged pull request that approved the candidate.
     *
     * @param commit that brought the approval
     * @param pullRequest its address
     * @param approvers users of the Git host
     */
    record Approved(String commit, String pullRequest, List<String> approvers) {}

    /**
     * What was signed.
     *
     * @param counter its position in the line; higher than that of every release before
     * @param release {@code release.json}, in the artifact store
     * @param payload digest of the signed bytes of the release statement
     * @param modelSignature {@code model.sig}, in the artifact store
     * @param publicKey the key that verifies both, PEM
     * @param keyId its id
     */
    record Signed(
            long counter,
            ArtifactRef release,
            Digest payload,
            ArtifactRef modelSignature,
            String publicKey,
            String keyId) {}

    /**
     * Signs. The same order gets the same documents, byte for byte, also after a crash in the middle.
     *
     * @throws Refused where there is no key, or what is ordered cannot be a release
     * @throws Unavailable where the key or the store does not answer
     */
    Signed sign(Order order) throws Refused, Unavailable;
}
