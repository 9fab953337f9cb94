package dev.roadworthy.git;

import static dev.roadworthy.git.Fleet.BEFORE;
import static dev.roadworthy.git.Fleet.BRANCH;
import static dev.roadworthy.git.Fleet.INTENT;
import static dev.roadworthy.git.Fleet.MANIFEST;
import static dev.roadworthy.git.Fleet.PROPOSAL;
import static dev.roadworthy.git.Fleet.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.Approval;
import dev.roadworthy.controller.port.GitHost.Merge;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.Signature;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.testing.GiteaApi.User;
import dev.roadworthy.testing.GiteaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with a pull request of ours, and what the operator makes of it, also one that was just started. */
class LifeGiteaIT {

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    @RegisterExtension
    static final Fleet FLEET = new Fleet(SERVER);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofHours(1);

    private GitHost operator;
    private PullRequest proposed;

    @BeforeEach
    void propose() throws Exception {
        operator = FLEET.operatorProcess();
        proposed = pullRequest(operator.propose(PROPOSAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "squash", "rebase"})
    void aMergeIsToldWithItsCommitWhoAndWhenAlsoWhereTheBranchIsGone(String way) throws Exception {
        merge(way);

        PullRequest merged = seen();

        assertThat(merged.state()).isEqualTo(State.MERGED);
        Merge merge = merged.merge().orElseThrow();
        assertThat(merge.by()).isEqualTo("reviewer");
        assertThat(merge.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(merge.commit())
                .isEqualTo(FLEET.api("GET", "branches/main", Map.of())
                        .path("commit")
                        .path("id")
                        .asText());
        assertThat(merged.head()).isEqualTo(proposed.head());
        assertThat(FLEET.file("main", MANIFEST)).contains("\"approved\"");
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aMergeThatNobodySignedIsNotVerifiedAndTheHostSaysWhy() throws Exception {
        merge("merge");

        Signature signature =
                operator.signature("fleet", seen().merge().orElseThrow().commit());

        assertThat(signature.verified()).isFalse();
        assertThat(signature.reason()).contains("not_signed");
    }

    @Test
    void onceMergedItStaysMergedWhateverBecomesOfTheManifest() throws Exception {
        merge("merge");
        FLEET.change(FLEET.reviewer(), "main", BEFORE);

        assertThat(seen().state()).isEqualTo(State.MERGED);
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void whatAPersonClosedStaysClosed() throws Exception {
        edit(Map.of("state", "closed"));

        assertThat(seen().state()).isEqualTo(State.CLOSED);
        FLEET.api("DELETE", "branches/" + BRANCH.replace("/", "%2F"), Map.of());
        assertThat(seen().state()).isEqualTo(State.CLOSED);
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aTextThatAPersonEditedIsTheirs() throws Exception {
        String body = shown().path("body").asText();
        edit(Map.of("title", "Please look", "body", "Urgent!\n\n" + body));

        operator.propose(reworded());

        assertThat(shown().path("title").asText()).isEqualTo("Please look");
        assertThat(shown().path("body").asText()).startsWith("Urgent!");
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aTextOfOursFollowsTheProposal() throws Exception {
        operator.propose(reworded());

        assertThat(shown().path("title").asText()).isEqualTo(reworded().title());
        assertThat(shown().path("body").asText()).startsWith(reworded().body());
        FLEET.operatorProcess().propose(PROPOSAL);
        assertThat(shown().path("title").asText()).isEqualTo(PROPOSAL.title());
    }

    @Test
    void aPullRequestIsKnownByItsBranchWhereItsMarkerWasDeleted() throws Exception {
        edit(Map.of("title", "Mine now", "body", "all new"));

        assertThat(seen().number()).isEqualTo(proposed.number());
        assertThat(shown().path("body").asText()).isEqualTo("all new");
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aPullRequestIsKnownByItsMarkerWhereItIsFromAnotherBranch() throws Exception {
        String body = shown().path("body").asText();
        FLEET.api("POST", "branches", Map.of("new_branch_name", "theirs", "old_branch_name", BRANCH));
        // A host has no way to give another branch to a pull request, but an administrator can delete the first.
        FLEET.api("DELETE", "issues/1", Map.of());
        FLEET.api(
                FLEET.operator(),
                "POST",
                "pulls",
                Map.of("head", "theirs", "base", "main", "title", "T", "body", body));

        assertThat(pullRequest(FLEET.operatorProcess().propose(PROPOSAL)).number())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "merged", "closed"})
    void aMarkerInAPullRequestOfSomebodyElseIsNoneOfOurs(String state) throws Exception {
        String body = shown().path("body").asText();
        FLEET.api("DELETE", "issues/1", Map.of());
        FLEET.api("POST", "branches", Map.of("new_branch_name", "theirs", "old_branch_name", "main"));
        FLEET.change(FLEET.reviewer(), "theirs", BEFORE.replace("sidewalk", "other"));
        FLEET.api(
                FLEET.reviewer(),
                "POST",
                "pulls",
                Map.of("head", "theirs", "base", "main", "title", "T", "body", body));
        switch (state) {
            case "merged" -> SERVER.api().merge(FLEET.reviewer(), FLEET.name(), "2");
            case "closed" -> FLEET.api(FLEET.reviewer(), "PATCH", "pulls/2", Map.of("state", "closed"));
            default -> assertThat(FLEET.pullRequests()).containsExactly(2L);
        }
        FLEET.change(FLEET.operator(), "main", BEFORE);

        PullRequest ours = pullRequest(FLEET.operatorProcess(LATER).propose(PROPOSAL));

        assertThat(ours.number()).isEqualTo(3);
        assertThat(ours.author()).isEqualTo("operator");
        assertThat(ours.state()).isEqualTo(State.OPEN);
        assertThat(FLEET.operatorProcess().withdraw("fleet", INTENT, "why"))
                .hasValueSatisfying(withdrawn -> assertThat(withdrawn.number()).isEqualTo(3));
        assertThat(FLEET.api("GET", "pulls/2", Map.of()).path("comments").asInt())
                .isZero();
    }

    @Test
    void commitsThatAPersonPushedStay() throws Exception {
        FLEET.change(FLEET.reviewer(), BRANCH, BEFORE.replace("none", "by hand"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen().head()).isNotEqualTo(proposed.head()));
        assertThat(FLEET.file(BRANCH, MANIFEST)).contains("by hand");
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aBranchThatAPersonMadeAnewStays() throws Exception {
        SERVER.api().commit(FLEET.name(), "main", "clusters/production/other.yaml", "kind: Other\n");
        FLEET.forcePush(FLEET.reviewer(), BRANCH, proposed.head(), BEFORE.replace("none", "rebased"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen().head()).isNotEqualTo(proposed.head()));
        assertThat(FLEET.file(BRANCH, MANIFEST)).contains("rebased");
        assertThat(FLEET.pullRequests()).containsExactly(1L);
    }

    @Test
    void aDefaultBranchThatIsRenamedTakesItsPullRequestsAlong() throws Exception {
        merge("merge");
        FLEET.api("PATCH", "branches/main", Map.of("name", "trunk"));

        assertThat(seen().state()).isEqualTo(State.MERGED);
        assertThat(operator.propose(Fleet.another("later")))
                .isInstanceOfSatisfying(
                        GitHost.Answer.Proposed.class,
                        second -> assertThat(second.pullRequest().number()).isEqualTo(2));
        assertThat(FLEET.api("GET", "pulls/2", Map.of())
                        .path("base")
                        .path("ref")
                        .asText())
                .isEqualTo("trunk");
    }

    @Test
    void aMergeIntoAnotherBranchIsNoneUntilItIsInTheOneThatIsApplied() throws Exception {
        FLEET.api("POST", "branches", Map.of("new_branch_name", "unruled", "old_branch_name", "main"));
        edit(Map.of("base", "unruled"));
        merge("merge");

        for (GitHost each : List.of(operator, FLEET.operatorProcess())) {
            assertThatThrownBy(() -> each.propose(PROPOSAL))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("pulls/1 is merged")
                    .hasMessageContaining("is not in the default branch");
        }

        FLEET.api("POST", "pulls", Map.of("head", "unruled", "base", "main", "title", "What was merged there"));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> FLEET.api(FLEET.reviewer(), "POST", "pulls/2/merge", Map.of("Do", "merge")));
        assertThat(seen().state()).isEqualTo(State.MERGED);
    }

    @Test
    void anApprovalIsToldWithTheCommitThatWasReviewed() throws Exception {
        review(FLEET.reviewer(), "APPROVED");

        assertThat(seen().approvals()).singleElement().satisfies(approval -> {
            assertThat(approval.reviewer()).isEqualTo("reviewer");
            assertThat(approval.commit()).isEqualTo(proposed.head());
            assertThat(approval.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    @Test
    void theLastWordOfAReviewerCounts() throws Exception {
        review(FLEET.reviewer(), "APPROVED");
        review(FLEET.reviewer(), "COMMENT");
        assertThat(seen().approvals()).hasSize(1);
        review(FLEET.reviewer(), "REQUEST_CHANGES");
        assertThat(seen().approvals()).isEmpty();
        review(FLEET.reviewer(), "APPROVED");
        assertThat(seen().approvals()).extracting(Approval::reviewer).containsExactly("reviewer");
    }

    @Test
    void aDismissedApprovalDoesNotCount() throws Exception {
        long review = review(FLEET.reviewer(), "APPROVED").path("id").asLong();
        FLEET.api("POST", "pulls/1/reviews/%d/dismissals".formatted(review), Map.of("message", "not yours"));

        assertThat(seen().approvals()).isEmpty();
    }

    @Test
    void anApprovalOfWhatWasThereBeforeDoesNotCount() throws Exception {
        review(FLEET.reviewer(), "APPROVED");
        FLEET.change(FLEET.operator(), BRANCH, BEFORE.replace("none", "something else"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen().approvals()).isEmpty());
    }

    @Test
    void whatIsWithdrawnIsClosedWithAReasonAndStaysSo() throws Exception {
        operator.withdraw("fleet", INTENT, "A newer release is there.");
        operator.withdraw("fleet", INTENT, "A newer release is there.");
        FLEET.operatorProcess().withdraw("fleet", INTENT, "A newer release is there.");

        assertThat(FLEET.api("GET", "issues/1/comments", Map.of()).findValuesAsText("body"))
                .containsExactly("A newer release is there.");
        assertThat(seen().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void whatIsMergedCannotBeWithdrawn() throws Exception {
        merge("merge");

        operator.withdraw("fleet", INTENT, "too late");

        assertThat(FLEET.api("GET", "issues/1/comments", Map.of())).isEmpty();
        assertThat(seen().state()).isEqualTo(State.MERGED);
    }

    /** The pull request, as an operator that was just started sees it, and one that knows it. */
    private PullRequest seen() throws Exception {
        PullRequest seen = pullRequest(FLEET.operatorProcess().propose(PROPOSAL));
        assertThat(pullRequest(operator.propose(PROPOSAL))).isEqualTo(seen);
        return seen;
    }

    private static Proposal reworded() {
        return new Proposal(
                INTENT, PROPOSAL.manifest(), PROPOSAL.field(), PROPOSAL.value(), "Release 1.2.0", "It passed *again*.");
    }

    private static JsonNode shown() throws Exception {
        return FLEET.api("GET", "pulls/1", Map.of());
    }

    private static void edit(Map<String, ?> change) throws Exception {
        FLEET.api(FLEET.reviewer(), "PATCH", "pulls/1", change);
    }

    private static JsonNode review(User reviewer, String event) throws Exception {
        return FLEET.api(reviewer, "POST", "pulls/1/reviews", Map.of("event", event, "body", "I looked."));
    }

    private static void merge(String way) {
        // It is asked again while the host finds out whether there are conflicts.
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> FLEET.api(
                                FLEET.reviewer(),
                                "POST",
                                "pulls/1/merge",
                                Map.of("Do", way, "delete_branch_after_merge", true))
                        != null);
    }
}
