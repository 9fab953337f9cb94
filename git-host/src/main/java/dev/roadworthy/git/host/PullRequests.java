package dev.roadworthy.git.host;

import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.Signature;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import java.util.List;
import java.util.Optional;

/**
 * The pull requests of one repository, at whatever host. Every method throws {@link Refused} where the address, the token
 * or a permission is wrong, and {@link Unavailable} where the host does not answer or asks for patience.
 */
public interface PullRequests {

    /**
     * What people read.
     *
     * @param title one line
     * @param body Markdown
     */
    record Text(String title, String body) {}

    /**
     * A user of the host.
     *
     * @param id which no other user ever gets; 0 or less for one who is gone
     * @param name as people know it, which the user can change; empty for one who is gone
     */
    record User(long id, String name) {

        /** Whether both are one user, who is still there. */
        public boolean is(User other) {
            return id > 0 && id == other.id;
        }
    }

    /**
     * A pull request in a list.
     *
     * @param number the host's, which only grows
     * @param branch what it was opened from, also where that is gone
     * @param author who opened it
     */
    record Listed(long number, String branch, User author, Text text) {}

    /** A pull request by itself. */
    record Detail(PullRequest pullRequest, Text text) {}

    /**
     * A pull request to be opened.
     *
     * @param branch what to merge
     * @param base the branch to merge it into
     */
    record Draft(String branch, String base, Text text) {}

    /** Whose the token is. */
    User self() throws Refused, Unavailable;

    /**
     * Those with a higher number, in any state and any order, and perhaps some others. One that comes from a fork is none:
     * whoever may read the repository can make such a one, with any branch's name and any text.
     */
    List<Listed> newerThan(long number) throws Refused, Unavailable;

    /** One by its number; empty where it is gone. */
    Optional<Detail> read(long number) throws Refused, Unavailable;

    /**
     * Opens one.
     *
     * @return its number; empty where an open one has the same branches
     */
    Optional<Long> open(Draft draft) throws Refused, Unavailable;

    /** Replaces what people read. */
    void rewrite(long number, Text text) throws Refused, Unavailable;

    /** Says something in Markdown below it. */
    void comment(long number, String text) throws Refused, Unavailable;

    /** Closes it without a merge. */
    void close(long number) throws Refused, Unavailable;

    /**
     * Whether a user belongs to a team now.
     *
     * @param team {@code organisation/team}; at GitLab the full path of a group
     */
    boolean isMember(String team, String user) throws Refused, Unavailable;

    /**
     * Whether a commit is in the history of a branch.
     *
     * @param branch empty for the repository's default
     */
    boolean isIn(Optional<String> branch, String commit) throws Refused, Unavailable;

    /** What the host makes of the signature of a commit. */
    Signature signature(String commit) throws Refused, Unavailable;
}
