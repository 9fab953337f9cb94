package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.host.JsonApi.Answer;

/**
 * Groups of GitLab by their full paths, for example {@code vision/perception}, with those who inherit their membership.
 *
 * @param api v4
 */
record GitLabGroups(JsonApi api, Fields fields) implements Teams {

    private static final String NEEDS =
            "let the user of the token see that group: it must be a member of one that is private, as that of a group access token is";

    @Override
    public boolean has(String team, String user) throws Refused, Unavailable {
        String group = "groups/" + Teams.encoded(team);
        Teams.requireShown(Teams.ask(api, group + "?with_projects=false"), team, NEEDS);
        JsonNode users = fields.list(
                Teams.ask(api, "users?username=" + Teams.encoded(user)).body());
        for (JsonNode each : users) {
            if (fields.userName(each).equalsIgnoreCase(user)) {
                Answer member = Teams.ask(api, "%s/members/all/%d".formatted(group, fields.number(each, "id")));
                return Teams.isFound(member, team, NEEDS)
                        && member.body().path("state").asText().equals("active");
            }
        }
        return false;
    }
}
