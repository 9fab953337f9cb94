package dev.roadworthy.git.host;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.host.JsonApi.Answer;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Who belongs to which team of a host. */
interface Teams {

    /**
     * Whether a user is a member now.
     *
     * @param team as people name it
     * @throws Refused where the team is not there, or the token may not see who belongs to it: nobody is a member by a
     *     refusal
     */
    boolean has(String team, String user) throws Refused, Unavailable;

    /**
     * What a question after a member comes to: one who is none is not found.
     *
     * @param needs what the token must be allowed, for a message
     */
    static boolean isFound(Answer answer, String team, String needs) throws Refused {
        if (answer.status() == HttpURLConnection.HTTP_FORBIDDEN) {
            throw refused(team, answer, needs);
        }
        return answer.isSuccess();
    }

    /** Asks for what may be not there, or not shown. */
    static Answer ask(JsonApi api, String path) throws Refused, Unavailable {
        return api.get(path, HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_NOT_FOUND);
    }

    /** The answer about a team, which has to be there. */
    static Answer requireShown(Answer answer, String team, String needs) throws Refused {
        if (!answer.isSuccess()) {
            throw refused(team, answer, needs);
        }
        return answer;
    }

    private static Refused refused(String team, Answer answer, String needs) {
        return new Refused(
                "the Git host does not show the members of team '%s' (%d); correct spec.approval.teams, or %s"
                        .formatted(team, answer.status(), needs));
    }

    /** A name as a part of a path. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A team of an organisation.
     *
     * @param organisation its name
     * @param team its name there
     */
    record Name(String organisation, String team) {

        /** Of {@code organisation/team}. */
        static Name of(String name) throws Refused {
            int slash = name.indexOf('/');
            if (slash < 1 || slash != name.lastIndexOf('/') || slash == name.length() - 1) {
                throw new Refused(
                        "spec.approval.teams has '%s', which is no team of this host: expected organisation/team"
                                .formatted(name));
            }
            return new Name(name.substring(0, slash), name.substring(slash + 1));
        }
    }
}
