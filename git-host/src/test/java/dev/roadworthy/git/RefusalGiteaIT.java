package dev.roadworthy.git;

import static dev.roadworthy.git.Fleet.BRANCH;
import static dev.roadworthy.git.Fleet.INTENT;
import static dev.roadworthy.git.Fleet.PROPOSAL;
import static dev.roadworthy.git.Fleet.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.testing.GiteaApi;
import dev.roadworthy.testing.GiteaApi.User;
import dev.roadworthy.testing.GiteaServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is missing or in the way, as a real host says it, and what to do about it. */
class RefusalGiteaIT {

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    @RegisterExtension
    static final Fleet FLEET = new Fleet(SERVER);

    @Test
    void aRepositoryThatIsNotThere() throws Exception {
        URI elsewhere = URI.create(SERVER.address() + "/nobody/nothing.git");

        assertThat(refusal(FLEET.configured(elsewhere, Optional.empty()), PROPOSAL))
                .contains("/nobody/nothing", "404", "correct the repository's address");
    }

    @Test
    void aRepositoryWithNothingInIt() throws Exception {
        URI empty =
                SERVER.api().repository("empty", "manifests", FLEET.operator().name());

        assertThat(refusal(FLEET.configured(empty, Optional.empty()), PROPOSAL))
                .contains(empty.toString(), "is empty", "commit the manifests to it");
    }

    @Test
    void aBranchThatIsNotThere() throws Exception {
        assertThat(refusal(FLEET.configured(Optional.of("production")), PROPOSAL))
                .contains("no branch 'production', but [main]", "correct the branch");
    }

    @Test
    void aManifestThatIsNotThere() throws Exception {
        Proposal proposal = new Proposal(
                INTENT,
                new ManifestRef("roadworthy.dev/v1alpha1", "Release", "fleet", "unknown"),
                PROPOSAL.field(),
                new Value.Text("value"),
                "Title",
                "Body");

        assertThat(refusal(FLEET.configured(Optional.empty()), proposal))
                .contains(
                        FLEET.name() + ".git, branch 'main': no manifest of Release fleet/unknown",
                        "sidewalk without namespace");
    }

    @Test
    void aTokenThatWasRevoked() throws Exception {
        token("revoked", "write:repository", "read:user");
        SERVER.api().ask(FLEET.operator(), "DELETE", "users/operator/tokens/revoked", Map.of());

        assertThat(refusal()).contains("401", FLEET.tokenFile().toString(), "put a new one there");
    }

    @Test
    void aTokenThatMayOnlyRead() throws Exception {
        token("reading", "read:repository", "read:user");

        assertThat(refusal()).contains("403", "write to the repository, and the token itself");
        assertThat(FLEET.pullRequests()).isEmpty();
    }

    @Test
    void aTokenThatMayReadNothing() throws Exception {
        token("other", "read:user");

        assertThat(refusal()).contains("403", "read:repository", "read and write on 'repository' and 'issue'");
    }

    @Test
    void aTokenThatMayNotSayWhoseItIs() throws Exception {
        token("nameless", "write:repository", "write:issue");

        assertThat(refusal()).contains("403", "read:user", "read on 'user'");
        assertThat(FLEET.pullRequests()).isEmpty();
    }

    @Test
    void aTokenThatMayNotComment() throws Exception {
        NamespacedGitHost operator = FLEET.operatorProcess();
        operator.propose(PROPOSAL);
        token("silent", "write:repository", "read:user");

        assertThatThrownBy(() -> operator.withdraw("fleet", INTENT, "why"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("write:issue");
        assertThat(pullRequest(operator.propose(PROPOSAL)).state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aUserWhoMayOnlyRead() throws Exception {
        Files.writeString(FLEET.tokenFile(), reader("onlooker").token());

        assertThat(refusal())
                .contains("takes no push", "permission denied", "let the user of the token", "write to the repository");
    }

    @Test
    void aRuleThatForbidsOurBranches() throws Exception {
        FLEET.api("POST", "branch_protections", Map.of("rule_name", "roadworthy/**", "enable_push", false));

        assertThat(refusal()).contains("takes no push to refs/heads/" + BRANCH, "let the user of the token");
        assertThat(FLEET.pullRequests()).isEmpty();
    }

    @Test
    void aRepositoryWithoutPullRequests() throws Exception {
        FLEET.api("PATCH", "", Map.of("has_pull_requests", false));

        assertThat(refusal()).contains(FLEET.name(), "has no pull requests; enable them in the repository's settings");
    }

    @Test
    void aHostThatIsAwayForAWhile() throws Exception {
        NamespacedGitHost operator = FLEET.operatorProcess();
        operator.propose(PROPOSAL);
        SERVER.stop();
        try {
            assertThatThrownBy(() -> operator.propose(PROPOSAL))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("the Git host at " + SERVER.address())
                    .hasMessageContaining("does not answer");
        } finally {
            SERVER.start();
        }

        assertThat(pullRequest(operator.propose(PROPOSAL)).number()).isEqualTo(1);
    }

    @Test
    void aPullRequestFromAForkIsNoneOfOursWhateverItSays() throws Exception {
        User stranger = reader("stranger");
        FLEET.api(stranger, "POST", "forks", Map.of());
        SERVER.api()
                .ask(
                        stranger,
                        "POST",
                        "repos/stranger/manifests/contents/clusters/production/other.yaml",
                        Map.of("branch", "main", "new_branch", BRANCH, "content", GiteaApi.base64("kind: Other\n")));
        Digest text = Digest.of("any".getBytes(StandardCharsets.UTF_8));
        FLEET.api(
                stranger,
                "POST",
                "pulls",
                Map.of(
                        "head",
                        "stranger:" + BRANCH,
                        "base",
                        "main",
                        "title",
                        "Look",
                        "body",
                        "<!-- roadworthy intent=%s text=%s -->".formatted(INTENT, text)));

        assertThat(pullRequest(FLEET.operatorProcess().propose(PROPOSAL)))
                .satisfies(ours -> assertThat(ours.author()).isEqualTo("operator"))
                .satisfies(ours -> assertThat(ours.number()).isEqualTo(2));
    }

    private static void token(String name, String... scopes) throws Exception {
        Files.writeString(FLEET.tokenFile(), SERVER.api().token("operator", name, scopes));
    }

    private static User reader(String name) throws Exception {
        User reader = SERVER.api().user(name, "write:repository", "read:user");
        FLEET.api("PUT", "collaborators/" + name, Map.of("permission", "read"));
        return reader;
    }

    private static String refusal() throws Exception {
        return refusal(FLEET.configured(Optional.empty()), PROPOSAL);
    }

    /** The message, which never holds the token. */
    private static String refusal(ManifestRepository repository, Proposal proposal) throws Exception {
        NamespacedGitHost operator = FLEET.operatorProcess(repository, InstantSource.system());
        Throwable refusal = catchThrowable(() -> operator.propose(proposal));
        assertThat(refusal).isInstanceOf(Refused.class);
        assertThat(refusal.getMessage())
                .doesNotContain(Files.readString(FLEET.tokenFile()).strip());
        return refusal.getMessage();
    }
}
