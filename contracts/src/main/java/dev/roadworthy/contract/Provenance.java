package dev.roadworthy.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an artifact was made: the predicate of a statement in the ledger, SLSA provenance v1. It has no times: the same making
 * always has the same bytes.
 *
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance v1</a>
 */
public record Provenance(BuildDefinition buildDefinition, RunDetails runDetails) {

    public static final String PREDICATE_TYPE = "https://slsa.dev/provenance/v1";

    /**
     * All that goes in.
     *
     * @param buildType the {@link Making#uri()}
     * @param resolvedDependencies what it is made of
     */
    public record BuildDefinition(
            String buildType,
            ExternalParameters externalParameters,
            List<InTotoStatement.Resource> resolvedDependencies) {}

    /**
     * What people declared.
     *
     * @param object that declared it
     * @param values by name; which ones there are stands in {@code docs/lineage.md}
     * @param approval who let it be made; null where nobody has to
     */
    public record ExternalParameters(
            DeclaredObject object,
            Map<String, String> values,
            @Nullable Approval approval) {}

    /** An object of the cluster, which may be gone. */
    public record DeclaredObject(String kind, String namespace, String name) {

        @Override
        public String toString() {
            return "%s %s/%s".formatted(kind, namespace, name);
        }
    }

    /**
     * An approval.
     *
     * @param candidate digest of what was approved
     * @param pullRequest where; null, with all that follows, where a field was set and nobody looked who did
     * @param mergedAt RFC 3339
     */
    public record Approval(
            Digest candidate,
            @Nullable String pullRequest,
            @Nullable String mergedAt,
            @Nullable List<Approver> approvers) {}

    /**
     * Somebody who approved.
     *
     * @param name user of the Git host
     * @param commit that was looked at
     * @param at RFC 3339
     */
    public record Approver(String name, String commit, String at) {}

    /**
     * What made it.
     *
     * @param byproducts what came of it besides
     */
    public record RunDetails(Builder builder, Metadata metadata, List<InTotoStatement.Resource> byproducts) {}

    /** Who vouches for it. */
    public record Builder(String id) {

        /** The operator, which saw it made. */
        public static final Builder OPERATOR = new Builder("https://roadworthy.dev/operator/v1");
    }

    /**
     * Which run it was.
     *
     * @param invocationId the same for the same input
     */
    public record Metadata(String invocationId) {}

    /** The makings that the ledger tells of. */
    public enum Making {
        DATASET("dataset"),
        LABELS("labels"),
        MODEL("training"),
        REPORT("evaluation"),
        RELEASE("release"),
        BUNDLE("bundle");

        private final String name;

        Making(String name) {
            this.name = name;
        }

        /** As a statement names it. */
        public String uri() {
            return "https://roadworthy.dev/making/%s/v1".formatted(name);
        }
    }
}
