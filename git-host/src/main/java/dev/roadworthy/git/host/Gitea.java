package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.GitHost.Merge;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.TokenFile;
import dev.roadworthy.git.host.JsonApi.Answer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gitea and Forgejo, by their API v1. */
public final class Gitea implements PullRequests {

    private static final String NEEDS =
            "read and write on 'repository' and 'issue', and its user to write to the repository";
    private static final int PAGE = 50;
    private static final String POST = "POST";
    private static final String PATCH = "PATCH";

    private final JsonApi api;
    private final String repository;

    /**
     * The pull requests of a repository.
     *
     * @param api for example {@code https://git.example.com/api/v1/}
     * @param owner a user or an organisation
     * @param name the repository's
     * @param patience for each request
     */
    public Gitea(URI api, String owner, String name, TokenFile token, Duration patience) {
        this.api = new JsonApi(api, token, NEEDS, patience);
        this.repository = "repos/%s/%s/".formatted(owner, name);
    }

    @Override
    public List<Listed> newerThan(long number) throws Refused, Unavailable {
        List<Listed> all = new ArrayList<>();
        boolean more = true;
        // Newest first, which is the host's own order.
        for (int page = 1; more; page++) {
            Answer answer = page(repository + "pulls?state=all", page, HttpURLConnection.HTTP_NOT_FOUND);
            if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                requireEmpty();
                return List.of();
            }
            long lowest = Long.MAX_VALUE;
            for (JsonNode each : answer.body()) {
                lowest = Math.min(lowest, number(each));
                if (!isFromFork(each)) {
                    all.add(new Listed(number(each), text(each.path("head"), "label"), text(each)));
                }
            }
            more = answer.next() && lowest > number;
        }
        return all;
    }

    /** Nothing to be found is also said of the pull requests of a repository without a commit, or without pull requests. */
    private void requireEmpty() throws Refused, Unavailable {
        String path = repository.substring(0, repository.length() - 1);
        if (!api.get(path).body().path("empty").asBoolean()) {
            throw new Refused("%s has no pull requests; enable them in the repository's settings".formatted(path));
        }
    }

    @Override
    public Optional<Detail> read(long number) throws Refused, Unavailable {
        Answer answer = api.get(pull(number), HttpURLConnection.HTTP_NOT_FOUND);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode pull = answer.body();
        boolean merged = pull.path("merged").asBoolean();
        State closed = merged ? State.MERGED : State.CLOSED;
        return Optional.of(new Detail(
                new PullRequest(
                        number(pull),
                        page(pull),
                        text(pull, "state").equals("open") ? State.OPEN : closed,
                        user(pull.path("user")),
                        text(pull.path("head"), "sha"),
                        merged ? Optional.of(merge(pull)) : Optional.empty(),
                        Review.approvals(reviews(number))),
                text(pull)));
    }

    private static Merge merge(JsonNode pull) throws Refused {
        return new Merge(text(pull, "merge_commit_sha"), user(pull.path("merged_by")), instant(pull, "merged_at"));
    }

    private List<Review> reviews(long number) throws Refused, Unavailable {
        List<Review> reviews = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Answer answer = page(pull(number) + "/reviews?", page);
            for (JsonNode each : answer.body()) {
                String state = text(each, "state");
                boolean approves = state.equals("APPROVED");
                if (approves || state.equals("REQUEST_CHANGES")) {
                    boolean stands = !each.path("dismissed").asBoolean()
                            && !each.path("stale").asBoolean();
                    reviews.add(new Review(
                            each.path("id").asLong(),
                            user(each.path("user")),
                            approves && stands ? Review.Verdict.APPROVES : Review.Verdict.DOES_NOT,
                            text(each, "commit_id"),
                            instant(each, "submitted_at")));
                }
            }
            more = answer.next();
        }
        return reviews;
    }

    @Override
    public Optional<Long> open(Draft draft) throws Refused, Unavailable {
        Answer answer = api.send(
                POST,
                repository + "pulls",
                Map.of(
                        "head", draft.branch(),
                        "base", draft.base(),
                        "title", draft.text().title(),
                        "body", draft.text().body()),
                HttpURLConnection.HTTP_CONFLICT);
        return answer.status() == HttpURLConnection.HTTP_CONFLICT
                ? Optional.empty()
                : Optional.of(number(answer.body()));
    }

    @Override
    public void rewrite(long number, Text text) throws Refused, Unavailable {
        api.send(PATCH, pull(number), Map.of("title", text.title(), "body", text.body()));
    }

    @Override
    public void comment(long number, String text) throws Refused, Unavailable {
        api.send(POST, "%sissues/%d/comments".formatted(repository, number), Map.of("body", text));
    }

    @Override
    public void close(long number) throws Refused, Unavailable {
        api.send(PATCH, pull(number), Map.of("state", "closed"));
    }

    private String pull(long number) {
        return "%spulls/%d".formatted(repository, number);
    }

    private Answer page(String path, int page, Integer... expected) throws Refused, Unavailable {
        Answer answer = api.get("%s&limit=%d&page=%d".formatted(path, PAGE, page), expected);
        if (answer.status() == HttpURLConnection.HTTP_OK && !answer.body().isArray()) {
            throw malformed("a list");
        }
        return answer;
    }

    /** A fork that is gone has no number any more. */
    private static boolean isFromFork(JsonNode pull) {
        return pull.path("head").path("repo_id").asLong()
                != pull.path("base").path("repo_id").asLong();
    }

    private static long number(JsonNode pull) throws Refused {
        long number = pull.path("number").asLong();
        if (number <= 0) {
            throw malformed("number");
        }
        return number;
    }

    private static Text text(JsonNode pull) throws Refused {
        return new Text(text(pull, "title"), text(pull, "body"));
    }

    private static String text(JsonNode node, String field) throws Refused {
        if (!node.path(field).isTextual()) {
            throw malformed(field);
        }
        return node.path(field).textValue();
    }

    /** Who is deleted since has no name any more. */
    private static String user(JsonNode user) {
        return user.path("login").asText("");
    }

    private static URI page(JsonNode pull) throws Refused {
        try {
            return new URI(text(pull, "html_url"));
        } catch (URISyntaxException e) {
            throw malformed("html_url");
        }
    }

    private static Instant instant(JsonNode node, String field) throws Refused {
        try {
            return OffsetDateTime.parse(text(node, field)).toInstant();
        } catch (DateTimeParseException e) {
            throw malformed(field);
        }
    }

    private static Refused malformed(String field) {
        return new Refused(
                "the Git host answers without what Gitea's API has: %s; correct the kind of the host or the address of its API"
                        .formatted(field));
    }
}
