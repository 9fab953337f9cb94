package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.host.JsonApi.Answer;

/**
 * Teams of an organisation at Gitea and Forgejo. A user sees the members of their own teams alone.
 *
 * @param api v1
 */
record GiteaTeams(JsonApi api) implements Teams {

    private static final String NEEDS =
            "give the token read on 'organization', and make its user a member of that team";

    @Override
    public boolean has(String team, String user) throws Refused, Unavailable {
        Answer answer = Teams.ask(api, "teams/%d/members/%s".formatted(id(team), Teams.encoded(user)));
        return Teams.isFound(answer, team, NEEDS);
    }

    private long id(String team) throws Refused, Unavailable {
        Name name = Name.of(team);
        String path = "orgs/%s/teams/search?limit=50&q=%s"
                .formatted(Teams.encoded(name.organisation()), Teams.encoded(name.team()));
        Answer found = Teams.requireShown(Teams.ask(api, path), team, NEEDS);
        for (JsonNode each : found.body().path("data")) {
            if (each.path("name").asText().equalsIgnoreCase(name.team())) {
                return each.path("id").asLong();
            }
        }
        throw new Refused("the Git host shows no team '%s' to the user of the token; correct spec.approval.teams, or %s"
                .formatted(team, NEEDS));
    }
}
