package dev.roadworthy.git;

import static dev.roadworthy.git.Fleet.BEFORE;
import static dev.roadworthy.git.Fleet.BRANCH;
import static dev.roadworthy.git.Fleet.INTENT;
import static dev.roadworthy.git.Fleet.MANIFEST;
import static dev.roadworthy.git.Fleet.PROPOSAL;
import static dev.roadworthy.git.Fleet.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.Answer;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.testing.GiteaServer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a proposal comes to where nobody else does anything. */
class ProposalGiteaIT {

    private static final String OLDER = BEFORE.replace("none", "older");
    private static final Duration MUCH_LATER = Duration.ofHours(1);
    private static final String APPROVED = BEFORE.replace("none", "approved");

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    @RegisterExtension
    static final Fleet FLEET = new Fleet(SERVER);

    @Test
    void aProposalIsAPullRequestThatChangesOneFieldAndNothingElse() throws Exception {
        PullRequest proposed = pullRequest(FLEET.operatorProcess().propose(PROPOSAL));

        assertThat(proposed.state()).isEqualTo(State.OPEN);
        assertThat(proposed.author()).isEqualTo("operator");
        assertThat(proposed.merge()).isEmpty();
        assertThat(proposed.approvals()).isEmpty();
        assertThat(proposed.page()).hasToString("%s/%s/pulls/%d".formatted(SERVER.address(), FLEET.name(), 1));
        assertThat(FLEET.file(BRANCH, MANIFEST)).isEqualTo(APPROVED);
        var shown = FLEET.api("GET", "pulls/1", Map.of());
        assertThat(shown.path("title").asText()).isEqualTo(PROPOSAL.title());
        assertThat(shown.path("body").asText()).startsWith(PROPOSAL.body() + "\n\n<!-- roadworthy intent=" + INTENT);
        assertThat(shown.path("changed_files").asInt()).isEqualTo(1);
        assertThat(shown.path("head").path("sha").asText()).isEqualTo(proposed.head());
    }

    @Test
    void theSameProposalAgainIsTheSamePullRequest() throws Exception {
        GitHost operator = FLEET.operatorProcess();
        Answer first = operator.propose(PROPOSAL);

        assertThat(operator.propose(PROPOSAL)).isEqualTo(first);
        assertThat(FLEET.operatorProcess().propose(PROPOSAL)).isEqualTo(first);
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aBranchThatSaysSoAlreadyNeedsNoPullRequest() throws Exception {
        FLEET.change(FLEET.reviewer(), "main", APPROVED);

        assertThat(FLEET.operatorProcess().propose(PROPOSAL)).isEqualTo(new Answer.Unchanged(MANIFEST));
        assertThat(FLEET.pullRequests()).isEmpty();
    }

    @Test
    void anOperatorThatWasKilledBetweenPushAndPullRequestGoesOnThere() throws Exception {
        FLEET.pushAsAnOperatorDoes(OLDER);

        PullRequest proposed = pullRequest(FLEET.operatorProcess(MUCH_LATER).propose(PROPOSAL));

        assertThat(proposed.state()).isEqualTo(State.OPEN);
        assertThat(FLEET.file(BRANCH, MANIFEST)).isEqualTo(APPROVED);
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aBranchFromBeforeFollowsTheBaseThatMovedSince() throws Exception {
        FLEET.pushAsAnOperatorDoes(OLDER);
        SERVER.api().commit(FLEET.name(), "main", "clusters/production/other.yaml", "kind: Other\n");

        pullRequest(FLEET.operatorProcess(MUCH_LATER).propose(PROPOSAL));

        assertThat(FLEET.file(BRANCH, "clusters/production/other.yaml")).isEqualTo("kind: Other\n");
        assertThat(FLEET.api("GET", "pulls/1", Map.of()).path("changed_files").asInt())
                .isEqualTo(1);
    }

    @Test
    void aBranchOfAnotherOperatorIsLeftToItForAMoment() throws Exception {
        FLEET.pushAsAnOperatorDoes(OLDER);

        assertThatThrownBy(() -> FLEET.operatorProcess().propose(PROPOSAL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(BRANCH)
                .hasMessageContaining("another operator");
    }

    @Test
    void commitsOfAPersonOnOurBranchAreNeverOverwritten() throws Exception {
        FLEET.pushAsAnOperatorDoes(OLDER);
        FLEET.change(FLEET.reviewer(), BRANCH, BEFORE.replace("none", "by hand"));

        assertThatThrownBy(() -> FLEET.operatorProcess(MUCH_LATER).propose(PROPOSAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("reviewer@example.com")
                .hasMessageContaining("not overwritten; delete it");
        assertThat(FLEET.file(BRANCH, MANIFEST)).contains("by hand");
    }

    @Test
    void aPullRequestThatAPersonOpenedFromOurBranchIsInTheWayUntilItIsClosed() throws Exception {
        FLEET.pushAsAnOperatorDoes(OLDER);
        FLEET.api(FLEET.reviewer(), "POST", "pulls", Map.of("head", BRANCH, "base", "main", "title", "Mine"));
        // In one second: the commit that is made anew is the one that is there.
        GitHost operator = FLEET.operatorProcess(
                FLEET.configured(Optional.empty()),
                InstantSource.fixed(Instant.now().plus(MUCH_LATER)));

        assertThatThrownBy(() -> operator.propose(PROPOSAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("there is pull request #1 of reviewer from branch " + BRANCH)
                .hasMessageContaining("only one that the user of the token has opened counts; close it");
        FLEET.api(FLEET.reviewer(), "PATCH", "pulls/1", Map.of("state", "closed"));

        PullRequest proposed = pullRequest(operator.propose(PROPOSAL));

        assertThat(proposed.author()).isEqualTo("operator");
        assertThat(proposed.state()).isEqualTo(State.OPEN);
        assertThat(pullRequest(FLEET.operatorProcess().propose(PROPOSAL))).isEqualTo(proposed);
        assertThat(FLEET.pullRequests()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void whatAnotherUserOfTheTokenOpenedIsInTheWayToo() throws Exception {
        pullRequest(FLEET.operatorProcess().propose(PROPOSAL));
        Files.writeString(
                FLEET.tokenFile(), SERVER.api().token("reviewer", FLEET.name(), "write:repository", "read:user"));

        assertThatThrownBy(() -> FLEET.operatorProcess(MUCH_LATER).propose(PROPOSAL))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("#1 of operator");
    }

    @Test
    void anotherBranchThanTheDefaultIsProposedToWhereItIsConfigured() throws Exception {
        FLEET.api("POST", "branches", Map.of("new_branch_name", "staging", "old_branch_name", "main"));

        pullRequest(FLEET.operatorProcess(FLEET.configured(Optional.of("staging")), InstantSource.system())
                .propose(PROPOSAL));

        assertThat(FLEET.api("GET", "pulls/1", Map.of())
                        .path("base")
                        .path("ref")
                        .asText())
                .isEqualTo("staging");
    }

    @Test
    void fiftyProposalsHalfOfThemAtOnceFromTwoOperatorsAreOnePullRequest() throws Exception {
        List<NamespacedGitHost> operators = List.of(FLEET.operatorProcess(), FLEET.operatorProcess());
        List<Callable<Optional<Long>>> proposals = IntStream.range(0, 25)
                .<Callable<Optional<Long>>>mapToObj(i -> () -> attempt(operators.get(i % 2)))
                .toList();
        List<Long> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Optional<Long>> each : threads.invokeAll(proposals)) {
                each.get().ifPresent(numbers::add);
            }
        }
        for (int i = 0; i < 25; i++) {
            numbers.add(pullRequest(operators.get(i % 2).propose(PROPOSAL)).number());
        }

        assertThat(FLEET.pullRequests()).containsExactly(1L);
        assertThat(numbers).hasSizeGreaterThan(25).containsOnly(1L);
    }

    /** One of two may be told to come again. */
    private static Optional<Long> attempt(GitHost operator) throws Refused {
        try {
            return Optional.of(pullRequest(operator.propose(PROPOSAL)).number());
        } catch (Unavailable e) {
            return Optional.empty();
        }
    }
}
