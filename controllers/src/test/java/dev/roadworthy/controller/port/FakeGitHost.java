package dev.roadworthy.controller.port;

import dev.roadworthy.contract.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Git host in memory, as the port promises: one pull request an intent, ever. It can be away. */
public final class FakeGitHost implements GitHost {

    private static final String AUTHOR = "roadworthy";
    private static final String HEAD = "a".repeat(40);
    private static final Instant AT = Instant.parse("2026-10-01T12:00:00Z");

    private final Map<Digest, PullRequest> pullRequests = new LinkedHashMap<>();
    private final Map<Digest, Proposal> proposals = new LinkedHashMap<>();
    private final List<String> comments = new ArrayList<>();
    private Approvals approvals;
    private boolean away;
    private final Map<String, Set<String>> teams = new HashMap<>();
    private Signature signature = new Signature(false, "unsigned");

    public FakeGitHost(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public synchronized Approvals approvals(String namespace) {
        return approvals;
    }

    /** From now on people approve in another way. */
    public synchronized void approveBy(Approvals approvals) {
        this.approvals = approvals;
    }

    /** From now on it answers, or does not. */
    public synchronized void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public synchronized Answer propose(Proposal proposal) throws Unavailable {
        answer();
        proposals.put(proposal.intent(), proposal);
        return new Answer.Proposed(pullRequests.computeIfAbsent(proposal.intent(), intent -> open()));
    }

    private PullRequest open() {
        int number = pullRequests.size() + 1;
        return new PullRequest(
                number,
                URI.create("https://git.example.org/vision/fleet/pulls/" + number),
                State.OPEN,
                AUTHOR,
                HEAD,
                Optional.empty(),
                List.of());
    }

    @Override
    public synchronized Optional<PullRequest> withdraw(String namespace, Digest intent, String why) throws Unavailable {
        answer();
        PullRequest pullRequest = pullRequests.get(intent);
        if (pullRequest != null && pullRequest.state() == State.OPEN) {
            comments.add(why);
            decide(pullRequest, State.CLOSED, Optional.empty());
        }
        return Optional.ofNullable(pullRequests.get(intent));
    }

    @Override
    public synchronized boolean isMember(String namespace, String team, String user) throws Refused, Unavailable {
        answer();
        Set<String> members = teams.get(team);
        if (members == null) {
            throw new Refused("the Git host does not show the members of team '%s'".formatted(team));
        }
        return members.contains(user);
    }

    /** From now on a team has these members. */
    public synchronized void team(String name, String... members) {
        teams.put(name, Set.of(members));
    }

    @Override
    public synchronized Signature signature(String namespace, String commit) throws Unavailable {
        answer();
        return signature;
    }

    /** From now on commits are signed so. */
    public synchronized void sign(Signature signature) {
        this.signature = signature;
    }

    private void answer() throws Unavailable {
        if (away) {
            throw new Unavailable("git.example.org does not answer");
        }
    }

    /** A user approves what is proposed now. */
    public synchronized void approve(PullRequest pullRequest, String reviewer) {
        List<Approval> more = new ArrayList<>(pullRequest.approvals());
        more.add(new Approval(reviewer, pullRequest.head(), AT));
        replace(new PullRequest(
                pullRequest.number(),
                pullRequest.page(),
                pullRequest.state(),
                pullRequest.author(),
                pullRequest.head(),
                pullRequest.merge(),
                more));
    }

    /** A user merges it. */
    public synchronized void merge(PullRequest pullRequest, String user) {
        decide(pullRequest, State.MERGED, Optional.of(new Merge("b".repeat(40), user, AT)));
    }

    /** A user declines it. */
    public synchronized void decline(PullRequest pullRequest) {
        decide(pullRequest, State.CLOSED, Optional.empty());
    }

    private void decide(PullRequest pullRequest, State state, Optional<Merge> merge) {
        replace(new PullRequest(
                pullRequest.number(),
                pullRequest.page(),
                state,
                pullRequest.author(),
                pullRequest.head(),
                merge,
                pullRequest.approvals()));
    }

    private void replace(PullRequest with) {
        pullRequests.replaceAll((intent, old) -> old.number() == with.number() ? with : old);
    }

    /** All that there ever were, the first one first. */
    public synchronized List<PullRequest> pullRequests() {
        return List.copyOf(pullRequests.values());
    }

    /** What was proposed, a proposal an intent. */
    public synchronized List<Proposal> proposals() {
        return List.copyOf(proposals.values());
    }

    /** What was said about those that were withdrawn. */
    public synchronized List<String> comments() {
        return List.copyOf(comments);
    }
}
