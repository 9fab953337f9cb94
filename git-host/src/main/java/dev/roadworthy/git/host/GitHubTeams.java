package dev.roadworthy.git.host;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.host.JsonApi.Answer;

/**
 * Teams of an organisation at GitHub, by their slugs, with the teams below them.
 *
 * @param api of REST, 2022-11-28
 */
record GitHubTeams(JsonApi api) implements Teams {

    private static final String NEEDS =
            "let the token read 'Members' of the organisation, or as a classic token give it the scope 'read:org'";

    @Override
    public boolean has(String team, String user) throws Refused, Unavailable {
        Name name = Name.of(team);
        String path = "orgs/%s/teams/%s".formatted(Teams.encoded(name.organisation()), Teams.encoded(name.team()));
        // Of a team that it hides it says the same as of a user who is no member.
        Teams.requireShown(Teams.ask(api, path), team, NEEDS);
        Answer membership = Teams.ask(api, "%s/memberships/%s".formatted(path, Teams.encoded(user)));
        // Who is invited only is pending.
        return Teams.isFound(membership, team, NEEDS)
                && membership.body().path("state").asText().equals("active");
    }
}
