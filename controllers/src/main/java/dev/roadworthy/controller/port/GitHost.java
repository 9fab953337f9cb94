package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Digest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where people decide about manifests: a Git host, by pull requests. */
public interface GitHost {

    /** How often whoever waits for a pull request looks at it. */
    Duration LOOK = Duration.ofMinutes(1);

    /** How people approve the releases of a namespace. */
    enum Approvals {
        /** By merging a pull request that this port proposes. */
        BY_PULL_REQUEST,
        /** By the field of the spec alone: the installation says so, and the signed release names nobody. */
        BY_FIELD,
        /** Not at all: there is no repository, and the installation wants one. */
        NONE
    }

    /** How people approve the releases of a namespace. */
    Approvals approvals(String namespace);

    /**
     * A manifest, by what it says of itself.
     *
     * @param apiVersion group and version
     */
    record ManifestRef(String apiVersion, String kind, String namespace, String name) {}

    /**
     * A change that a person shall decide about: one field of one manifest.
     *
     * @param intent what it is for: the same intent never gets a second pull request
     * @param manifest in the repository that the objects of its namespace come from
     * @param field the names that lead to the field, for example {@code spec, approval, digest}; those that are missing
     *     are made
     * @param value that the field shall have
     * @param title one line
     * @param body Markdown
     */
    record Proposal(Digest intent, ManifestRef manifest, List<String> field, Value value, String title, String body) {

        public Proposal {
            field = List.copyOf(field);
        }
    }

    /** What a field of a manifest can be set to. */
    sealed interface Value {

        /** A string, and read as one by every parser, also where it looks like something else. */
        record Text(String text) implements Value {

            @Override
            public String toString() {
                return text;
            }
        }

        /** {@code true} or {@code false}. */
        record Flag(boolean isSet) implements Value {

            @Override
            public String toString() {
                return Boolean.toString(isSet);
            }
        }
    }

    /** What a proposal comes to. */
    sealed interface Answer {

        /**
         * The manifest says so already, and no pull request of ours brought that.
         *
         * @param path of the file in the repository
         */
        record Unchanged(String path) implements Answer {}

        /** It is, or was, a pull request. */
        record Proposed(PullRequest pullRequest) implements Answer {}
    }

    /**
     * A pull request as it is now.
     *
     * @param number the host's
     * @param page where a person reads it
     * @param state whether it is decided
     * @param author whose it is at the host: the operator's own user
     * @param head the commit that would be merged, or was
     * @param merge how it came into the branch; empty unless merged
     * @param approvals reviews that approve and were not taken back, at most one a reviewer
     */
    record PullRequest(
            long number,
            URI page,
            State state,
            String author,
            String head,
            Optional<Merge> merge,
            List<Approval> approvals) {

        public PullRequest {
            approvals = List.copyOf(approvals);
        }
    }

    /** Whether a pull request is decided. */
    enum State {
        OPEN,
        MERGED,
        /** Somebody said no. It stays so: the same intent is not proposed again. */
        CLOSED
    }

    /**
     * A merge.
     *
     * @param commit on the branch that brought the change
     * @param by the host's user
     */
    record Merge(String commit, String by, Instant at) {}

    /**
     * A review that approves.
     *
     * @param reviewer the host's user; empty where that is gone since
     * @param commit that was looked at
     */
    record Approval(String reviewer, String commit, Instant at) {}

    /**
     * What the host makes of a commit's signature.
     *
     * @param verified whether it knows the key and whose it is
     * @param reason in its own word, for example {@code valid} or {@code unsigned}
     */
    record Signature(boolean verified, String reason) {}

    /**
     * Sees to it that there is a pull request for the intent, unless the branch says so already. The same again, also
     * after a crash in the middle, makes no second one, and tells how it stands.
     *
     * @throws Refused where the repository, the manifest in it, or the right to propose is missing
     * @throws Unavailable where the host does not answer, or asks for patience
     */
    Answer propose(Proposal proposal) throws Refused, Unavailable;

    /**
     * Closes the pull request of an intent, where it is open. The same again changes nothing.
     *
     * @param namespace of the manifest that it changes
     * @param why a comment for those who read it, Markdown
     * @return the pull request as it is then, which may have been merged before; empty where there never was one
     * @throws Refused where the right to do so is missing
     * @throws Unavailable where the host does not answer, or asks for patience
     */
    Optional<PullRequest> withdraw(String namespace, Digest intent, String why) throws Refused, Unavailable;

    /**
     * Whether a user belongs to a team of the host now.
     *
     * @param namespace of the manifests in a repository of that host
     * @param team {@code organisation/team}; at GitLab the full path of a group
     * @param user who approved
     * @throws Refused where there is no such team, or the right to see its members is missing
     * @throws Unavailable where the host does not answer, or asks for patience
     */
    boolean isMember(String namespace, String team, String user) throws Refused, Unavailable;

    /**
     * Reads the signature of a commit.
     *
     * @param namespace of the manifests in the repository that has the commit
     * @param commit its hash
     * @throws Refused where the repository, the commit or the right to read it is missing
     * @throws Unavailable where the host does not answer, or asks for patience
     */
    Signature signature(String namespace, String commit) throws Refused, Unavailable;
}
