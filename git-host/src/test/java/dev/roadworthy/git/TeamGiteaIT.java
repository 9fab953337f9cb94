package dev.roadworthy.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.testing.GiteaServer;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Teams as a real host shows them to the user of a token. */
class TeamGiteaIT {

    private static final String[] SCOPES = {"write:repository", "write:issue", "read:user", "read:organization"};

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    @RegisterExtension
    static final Fleet FLEET = new Fleet(SERVER);

    private GitHost operator;
    private String team;
    private long id;

    @BeforeEach
    void team() throws Exception {
        String organisation = FLEET.name().substring(0, FLEET.name().indexOf('/'));
        team = organisation + "/safety";
        id = SERVER.api()
                .ask(
                        "POST",
                        "orgs/%s/teams".formatted(organisation),
                        Map.of("name", "safety", "permission", "read", "units", new String[] {"repo.code"}))
                .path("id")
                .asLong();
        join(FLEET.reviewer().name());
        token(SCOPES);
        operator = FLEET.operatorProcess();
    }

    @Test
    void whoBelongsToATeamOfTheOperatorsUserIsAMember() throws Exception {
        join(FLEET.operator().name());

        assertThat(operator.isMember("fleet", team, "reviewer")).isTrue();
        assertThat(operator.isMember("fleet", team, "nobody")).isFalse();
        SERVER.api().ask("DELETE", "teams/%d/members/reviewer".formatted(id), Map.of());
        assertThat(operator.isMember("fleet", team, "reviewer"))
                .as("after leaving")
                .isFalse();
    }

    @Test
    void aTeamThatTheOperatorsUserIsNoMemberOfIsRefused() {
        assertThatThrownBy(() -> operator.isMember("fleet", team, "reviewer"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("team '%s'".formatted(team))
                .hasMessageContaining("make its user a member of that team");
    }

    @Test
    void aTokenWithoutTheScopeIsRefused() throws Exception {
        join(FLEET.operator().name());
        token("write:repository", "write:issue", "read:user");

        assertThatThrownBy(() -> operator.isMember("fleet", team, "reviewer"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("read on 'organization'");
    }

    private void join(String user) throws Exception {
        SERVER.api().ask("PUT", "teams/%d/members/%s".formatted(id, user), Map.of());
    }

    private static void token(String... scopes) throws Exception {
        Files.writeString(
                FLEET.tokenFile(),
                SERVER.api().token("operator", "%s-%d".formatted(FLEET.name(), scopes.length), scopes));
    }
}
