package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an {@link EdgeRelease}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EdgeReleaseStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable Long observedGeneration,

        @JsonPropertyDescription(
                "What an approver approves: sha256 over model, evaluations with their gates, and" + " compatibility.")
        @Nullable String candidate,

        @JsonPropertyDescription("What the candidate is made of.") @Nullable Evidence evidence,

        @JsonPropertyDescription(
                "The pull request that asks for the approval of the candidate; none without a Git host.")
        @Nullable Approval approval,

        @JsonPropertyDescription("What was signed after the approval.") @Nullable Signature signature,

        @JsonPropertyDescription("The Job that packs, or packed, the bundle.") @Nullable String job,

        @JsonPropertyDescription("The bundle that vehicles install.") @Nullable Artifact bundle,

        @JsonPropertyDescription("How far it has come to the vehicles; none without spec.rollout.") @Nullable Rollout rollout,

        @JsonPropertyDescription(
                "The pull request that ends it in Git, too, once it is rolled back; none without a Git host.")
        @Nullable Revert revert,

        @JsonPropertyDescription(
                "Ready, Reconciling, Stalled, ActionRequired, Gated, Approved, Published, Current and, with spec.rollout,"
                        + " Healthy.")
        @Nullable List<Condition> conditions)
        implements RoadworthyStatus {

    /** The same facts, of a generation and with conditions. */
    public EdgeReleaseStatus of(long generation, List<Condition> conditions) {
        return new EdgeReleaseStatus(
                generation, candidate, evidence, approval, signature, job, bundle, rollout, revert, conditions);
    }

    /** The same, with another pull request that ends it. */
    public EdgeReleaseStatus endedBy(@Nullable Revert revert) {
        return new EdgeReleaseStatus(
                observedGeneration, candidate, evidence, approval, signature, job, bundle, rollout, revert, conditions);
    }

    /** What a candidate is made of. */
    public record Evidence(
            @JsonPropertyDescription("The model.") @Required PinnedModel model,

            @JsonPropertyDescription("The Evaluations, in the order of the spec.") @Required
            List<PinnedEvaluation> evaluations,

            @JsonPropertyDescription("sha256 of the gates that the Evaluations were judged by.") @Required
            String policy,

            @JsonPropertyDescription("Digests of what the model is made of, by role: dataset, image and parameters.")
            @Required
            Map<String, String> lineage) {}

    /** An Evaluation that passed, as it was when it was referred to. */
    public record PinnedEvaluation(
            @JsonPropertyDescription("Name of the Evaluation.") @Required
            String name,

            @JsonPropertyDescription("sha256 of its report.") @Required
            String report) {}

    /** A pull request that asks for an approval. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approval(
            @JsonPropertyDescription("The candidate that it is about.") @Required
            String candidate,

            @JsonPropertyDescription("Where to read and to decide about it.") @Required
            String pullRequest,

            @JsonPropertyDescription("Open, Merged or Closed. A closed one stays so: the candidate is declined.")
            @Required
            PullRequestState state,

            @JsonPropertyDescription("The commit that brought the approval into the branch.") @Nullable String commit,

            @JsonPropertyDescription("Whether the Git host verifies the signature of that commit; none unless"
                    + " spec.approval.requireSignedCommit asks.")
            @Nullable Boolean commitVerified,

            @JsonPropertyDescription("When it was merged, RFC 3339.") @Nullable String mergedAt,

            @JsonPropertyDescription("Who approved it, once that is enough.") @Nullable List<Approver> approvers) {}

    /** Somebody who approved. */
    public record Approver(
            @JsonPropertyDescription("User of the Git host.") @Required
            String name,

            @JsonPropertyDescription("The commit that was looked at.") @Required
            String commit,

            @JsonPropertyDescription("When, RFC 3339.") @Required
            String at) {}

    /** A pull request that ends what is rolled back. */
    public record Revert(
            @JsonPropertyDescription("Where to read and to decide about it.") @Required
            String pullRequest,

            @JsonPropertyDescription("Open, Merged or Closed. A closed one stays so: the manifest is left as it is.")
            @Required
            PullRequestState state) {}

    /** How a pull request stands. */
    public enum PullRequestState {
        Open,
        Merged,
        Closed
    }

    /** What was signed. */
    public record Signature(
            @JsonPropertyDescription("sha256 of the spec that it was signed for.") @Required
            String spec,

            @JsonPropertyDescription("The release's position in its line; higher than that of every one before.")
            @Required
            Long counter,

            @JsonPropertyDescription("The signed release statement, release.json.") @Required
            Artifact release,

            @JsonPropertyDescription("sha256 of the signed bytes of the release statement: the name of the release.")
            @Required
            String payload,

            @JsonPropertyDescription("The OpenSSF model signature, model.sig.") @Required
            Artifact modelSignature,

            @JsonPropertyDescription("Id of the key: sha256 of its PEM text.") @Required
            String keyId,

            @JsonPropertyDescription("The public key that verifies both, PEM.") @Required
            String publicKey) {}

    /** How far a release has come to vehicles. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rollout(
            @JsonPropertyDescription(
                    "Rolling: offered to the wave. Soaking: the wave is healthy, and is watched. RolledOut:"
                            + " the last wave was healthy for its soak. RollingBack: vehicles go back to the release that they had."
                            + " RolledBack: no vehicle runs it.")
            @Required
            Stage stage,

            @JsonPropertyDescription("The wave that it has come to.") @Required
            String wave,

            @JsonPropertyDescription("While Soaking: since when the wave is healthy, RFC 3339.") @Nullable String healthySince,

            @JsonPropertyDescription("Why it is rolled back.") @Nullable String cause,

            @JsonPropertyDescription("Each wave's vehicles, those of the waves before it included.") @Required
            List<WaveCount> waves) {}

    /** The vehicles of a wave. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WaveCount(
            @JsonPropertyDescription("Name of the wave.") @Required
            String name,

            @JsonPropertyDescription("Vehicles that belong to it.") @Required
            Long targeted,

            @JsonPropertyDescription("Of these, to which the release was offered.") @Required
            Long offered,

            @JsonPropertyDescription("Of the offered, which said that they installed it.") @Required
            Long installed,

            @JsonPropertyDescription("Of the offered, which report running it. These count, not the installed.")
            @Required
            Long verified,

            @JsonPropertyDescription("Of the offered, which said so, went back, or did not report in time.") @Required
            Long failed,

            @JsonPropertyDescription("Of the targeted, which have not asked for long; nobody waits for them.") @Required
            Long unreachable,

            @JsonPropertyDescription(
                    "What is missing for a verdict, or which limit is exceeded; none where it is healthy.")
            @Nullable String cause) {}

    /** How far a rollout is. */
    public enum Stage {
        Rolling,
        Soaking,
        RolledOut,
        RollingBack,
        RolledBack
    }
}
