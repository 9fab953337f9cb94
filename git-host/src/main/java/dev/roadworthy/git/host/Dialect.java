package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.host.JsonApi.Answer;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Where the hosts of {@link RestPullRequests} differ. */
public enum Dialect {
    /** Gitea and Forgejo, API v1. */
    GITEA(
            "Gitea's",
            "read and write on 'repository' and 'issue', read on 'user', and its user to write to the repository") {

        @Override
        String all() {
            // Newest first is the host's own order.
            return "pulls?state=all";
        }

        @Override
        String page(int page) {
            return "limit=50&page=%d".formatted(page);
        }

        @Override
        String branch(JsonNode pull) throws Refused {
            return fields().text(pull.path("head"), "label");
        }

        /** A fork that is gone has no number any more. */
        @Override
        boolean isFromFork(JsonNode pull) {
            return pull.path("head").path("repo_id").asLong()
                    != pull.path("base").path("repo_id").asLong();
        }

        @Override
        Optional<Review.Verdict> verdict(JsonNode review) throws Refused {
            boolean stands = !review.path("dismissed").asBoolean()
                    && !review.path("stale").asBoolean();
            return switch (fields().text(review, "state")) {
                case "APPROVED" -> Optional.of(stands ? Review.Verdict.APPROVES : Review.Verdict.DOES_NOT);
                case "REQUEST_CHANGES" -> Optional.of(Review.Verdict.DOES_NOT);
                default -> Optional.empty();
            };
        }

        @Override
        JsonNode verification(JsonNode commit) {
            return commit.path("commit").path("verification");
        }

        @Override
        Teams teams(JsonApi api) {
            return new GiteaTeams(api);
        }

        @Override
        boolean isOpenAlready(Answer answer) {
            return answer.status() == HttpURLConnection.HTTP_CONFLICT;
        }
    },

    /** GitHub and GitHub Enterprise Server, REST API 2022-11-28. */
    GITHUB(
            "GitHub's",
            "read and write on 'Contents' and 'Pull requests' of this repository, or as a classic token the scope 'repo'") {

        @Override
        Map<String, String> headers() {
            return Map.of("X-GitHub-Api-Version", "2022-11-28");
        }

        @Override
        String all() {
            return "pulls?state=all&sort=created&direction=desc";
        }

        @Override
        String page(int page) {
            return "per_page=100&page=%d".formatted(page);
        }

        @Override
        String branch(JsonNode pull) throws Refused {
            return fields().text(pull.path("head"), "ref");
        }

        /** A fork that is gone is null. */
        @Override
        boolean isFromFork(JsonNode pull) {
            return pull.path("head").path("repo").path("id").asLong(-1)
                    != pull.path("base").path("repo").path("id").asLong();
        }

        @Override
        Optional<Review.Verdict> verdict(JsonNode review) throws Refused {
            return switch (fields().text(review, "state")) {
                case "APPROVED" -> Optional.of(Review.Verdict.APPROVES);
                // What is dismissed does not say what it was.
                case "CHANGES_REQUESTED", "DISMISSED" -> Optional.of(Review.Verdict.DOES_NOT);
                default -> Optional.empty();
            };
        }

        @Override
        JsonNode verification(JsonNode commit) {
            return commit.path("verification");
        }

        @Override
        Teams teams(JsonApi api) {
            return new GitHubTeams(api);
        }

        /** One status is for all that is wrong with a pull request; only the message tells. */
        @Override
        boolean isOpenAlready(Answer answer) {
            return answer.status() == UNPROCESSABLE
                    && StreamSupport.stream(answer.body().path("errors").spliterator(), false)
                            .anyMatch(error ->
                                    error.path("message").asText("").startsWith("A pull request already exists"));
        }
    };

    static final int UNPROCESSABLE = 422;

    private final String api;
    private final String needs;

    Dialect(String api, String needs) {
        this.api = api;
        this.needs = needs;
    }

    Fields fields() {
        return new Fields(api, "login");
    }

    /** How its API is entered. */
    JsonApi.Access access() {
        return new JsonApi.Access(needs, headers());
    }

    Map<String, String> headers() {
        return Map.of();
    }

    /** The list of all pull requests, newest first, with a query. */
    abstract String all();

    /** The parameters of a page, from 1. */
    abstract String page(int page);

    /** What it was opened from. */
    abstract String branch(JsonNode pull) throws Refused;

    abstract boolean isFromFork(JsonNode pull);

    /** What a review says; empty where it only remarks. */
    abstract Optional<Review.Verdict> verdict(JsonNode review) throws Refused;

    /** What is said of the signature of a commit. */
    abstract JsonNode verification(JsonNode commit);

    /** The teams of the host. */
    abstract Teams teams(JsonApi api);

    /** Whether a pull request is not opened because there is an open one with the same branches. */
    abstract boolean isOpenAlready(Answer answer);
}
