package dev.roadworthy.git;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.Answer;
import dev.roadworthy.controller.port.GitHost.Merge;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.Signature;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.KnownPullRequests.Claim;
import dev.roadworthy.git.host.PullRequests;
import dev.roadworthy.git.host.PullRequests.Detail;
import dev.roadworthy.git.host.PullRequests.Draft;
import dev.roadworthy.git.host.PullRequests.Text;
import dev.roadworthy.git.manifest.Edit;
import dev.roadworthy.git.manifest.ManifestSearch;
import dev.roadworthy.git.repository.Checkout;
import dev.roadworthy.git.repository.Checkout.Change;
import dev.roadworthy.git.repository.RemoteRepository;
import dev.roadworthy.git.repository.Tip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Proposals to one repository. All that counts is at the host: a pull request of ours is known by its branch or by its
 * marker, a branch by the intent in its commit.
 */
final class Proposals {

    /**
     * How long a branch without a pull request may be about to get one by whoever pushed it: hosts check only for those
     * that are open already, so that two operators that open one in the same instant would get two.
     */
    static final Duration OPENING = Duration.ofSeconds(10);

    private static final String TRAILER = "Roadworthy-Intent: ";

    private final ManifestRepository repository;
    private final RemoteRepository git;
    private final PullRequests pullRequests;
    private final KnownPullRequests known;
    private final InstantSource clock;
    private final Set<String> pushedHere = ConcurrentHashMap.newKeySet();

    Proposals(ManifestRepository repository, RemoteRepository git, PullRequests pullRequests, InstantSource clock) {
        this.repository = repository;
        this.git = git;
        this.pullRequests = pullRequests;
        this.known = new KnownPullRequests(pullRequests);
        this.clock = clock;
    }

    Answer propose(Proposal proposal) throws Refused, Unavailable {
        Text text = Marker.mark(proposal.intent(), new Text(proposal.title(), proposal.body()));
        Optional<Detail> there = known.find(proposal.intent());
        if (there.isPresent()) {
            keepCurrent(there.get(), text);
            requireApplied(there.get().pullRequest());
            return new Answer.Proposed(there.get().pullRequest());
        }
        try (Checkout checkout = git.read(repository.branch(), BranchName.ending(proposal.intent()))) {
            return switch (edit(checkout, proposal)) {
                case Edit.Unchanged unchanged -> new Answer.Unchanged(unchanged.path());
                case Edit.Changed changed -> {
                    Tip tip = push(checkout, proposal, changed);
                    Answer opened = open(proposal.intent(), new Draft(tip.branch(), checkout.branch(), text));
                    pushedHere.remove(tip.commit());
                    yield opened;
                }
            };
        }
    }

    /** Follows a change of our own text, unless a person has made the text theirs. */
    private void keepCurrent(Detail there, Text text) throws Refused, Unavailable {
        Optional<Marker> marker = Marker.in(there.text());
        if (there.pullRequest().state() == State.OPEN
                && marker.isPresent()
                && !marker.equals(Marker.in(text))
                && marker.get().isUntouched(there.text())) {
            pullRequests.rewrite(there.pullRequest().number(), text);
        }
    }

    /** Who may write to the repository can give a pull request another branch to merge into, which has rules of its own. */
    private void requireApplied(PullRequest pullRequest) throws Refused, Unavailable {
        Optional<String> commit = pullRequest.merge().map(Merge::commit);
        if (commit.isPresent() && !pullRequests.isIn(repository.branch(), commit.get())) {
            throw new Refused(
                    "%s is merged, and its commit %s is not in %s of %s, which is what counts: it was merged elsewhere, or is no longer there; merge it there too, or declare the object under another name"
                            .formatted(
                                    pullRequest.page(),
                                    commit.get(),
                                    repository
                                            .branch()
                                            .map("branch '%s'"::formatted)
                                            .orElse("the default branch"),
                                    repository.url()));
        }
    }

    private Edit edit(Checkout checkout, Proposal proposal) throws Refused, Unavailable {
        try {
            return new ManifestSearch(checkout.tree(repository.path()))
                    .set(proposal.manifest(), proposal.field(), proposal.value());
        } catch (Refused e) {
            throw new Refused("%s, branch '%s': %s".formatted(repository.url(), checkout.branch(), e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            throw new Unavailable("what was downloaded from %s can't be read: %s".formatted(repository.url(), e), e);
        }
    }

    /** Makes the branch, or makes it anew from where the base is now. */
    private Tip push(Checkout checkout, Proposal proposal, Edit.Changed changed) throws Refused, Unavailable {
        Optional<Tip> before = checkout.other();
        if (before.isPresent()) {
            requireOurs(before.get(), proposal.intent());
        }
        String branch = before.map(Tip::branch).orElseGet(() -> BranchName.of(proposal.intent(), proposal.manifest()));
        Change change = new Change(
                changed.path(),
                changed.content(),
                "%s\n\n%s%s\n".formatted(proposal.title(), TRAILER, proposal.intent()),
                repository.author(),
                clock.instant());
        String commit = checkout.push(branch, before.map(Tip::commit), change)
                .orElseThrow(() -> new Unavailable(
                        "somebody else has pushed to %s of %s in this moment".formatted(branch, repository.url())));
        pushedHere.add(commit);
        return new Tip(branch, commit, change.author().email(), change.message(), change.at());
    }

    private void requireOurs(Tip tip, Digest intent) throws Refused, Unavailable {
        boolean ours = tip.committer().equals(repository.author().email())
                && tip.message().lines().anyMatch((TRAILER + intent)::equals);
        if (!ours) {
            throw new Refused(
                    "branch %s of %s has no pull request and is at %s, a commit of %s, which is not overwritten; delete it"
                            .formatted(tip.branch(), repository.url(), tip.commit(), tip.committer()));
        }
        boolean fresh = Duration.between(tip.at(), clock.instant()).abs().compareTo(OPENING) < 0;
        if (fresh && !pushedHere.contains(tip.commit())) {
            throw new Unavailable(
                    "branch %s of %s was pushed within the last %d s and has no pull request: another operator may be about to open it"
                            .formatted(tip.branch(), repository.url(), OPENING.toSeconds()));
        }
    }

    private Answer open(Digest intent, Draft draft) throws Refused, Unavailable {
        Optional<Long> number = pullRequests.open(draft);
        Optional<Detail> opened = number.isPresent() ? pullRequests.read(number.get()) : known.find(intent);
        if (opened.isEmpty()) {
            requireNobodyElses(intent, draft.branch());
            throw new Unavailable(
                    "%s has a pull request from %s, but does not show it".formatted(repository.url(), draft.branch()));
        }
        return new Answer.Proposed(opened.get().pullRequest());
    }

    private void requireNobodyElses(Digest intent, String branch) throws Refused, Unavailable {
        List<Claim> others = known.others(intent);
        if (!others.isEmpty()) {
            throw new Refused(
                    "there is pull request %s from branch %s of %s, and only one that the user of the token has opened counts; close it"
                            .formatted(
                                    others.stream().map(Claim::toString).collect(Collectors.joining(", ")),
                                    branch,
                                    repository.url()));
        }
    }

    Optional<PullRequest> withdraw(Digest intent, String why) throws Refused, Unavailable {
        Optional<Detail> there = known.find(intent);
        if (there.isPresent() && there.get().pullRequest().state() == State.OPEN) {
            long number = there.get().pullRequest().number();
            // In this order: a comment for each failure to close would be many.
            pullRequests.close(number);
            pullRequests.comment(number, why);
            there = pullRequests.read(number);
        }
        return there.map(Detail::pullRequest);
    }

    boolean isMember(String team, String user) throws Refused, Unavailable {
        return pullRequests.isMember(team, user);
    }

    Signature signature(String commit) throws Refused, Unavailable {
        return pullRequests.signature(commit);
    }
}
