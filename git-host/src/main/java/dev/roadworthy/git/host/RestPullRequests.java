package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.GitHost.Merge;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.Signature;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.Token;
import dev.roadworthy.git.host.JsonApi.Answer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pull requests by the REST API that GitHub has and that Gitea and Forgejo follow; where they differ, a dialect says how. */
public final class RestPullRequests implements PullRequests {

    private static final String POST = "POST";
    private static final String PATCH = "PATCH";
    private static final String NUMBER = "number";

    private final Dialect dialect;
    private final Fields fields;
    private final JsonApi api;
    private final TokenUser user;
    private final Teams teams;
    private final String repository;

    /**
     * The pull requests of a repository.
     *
     * @param address of the API, for example {@code https://git.example.com/api/v1/}
     * @param owner a user or an organisation
     * @param name the repository's
     * @param patience for each request
     */
    public RestPullRequests(
            Dialect dialect,
            URI address,
            String owner,
            String name,
            Token token,
            Duration patience,
            InstantSource clock) {
        this.dialect = dialect;
        this.fields = dialect.fields();
        this.api = new JsonApi(address, token, dialect.access(), patience, clock);
        this.user = new TokenUser(api, token, fields);
        this.teams = dialect.teams(api);
        this.repository = "repos/%s/%s/".formatted(owner, name);
    }

    @Override
    public User self() throws Refused, Unavailable {
        return user.get();
    }

    @Override
    public List<Listed> newerThan(long number) throws Refused, Unavailable {
        List<Listed> all = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Answer answer = page(repository + dialect.all() + "&", page, HttpURLConnection.HTTP_NOT_FOUND);
            if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                requireEmpty();
                return List.of();
            }
            long lowest = Long.MAX_VALUE;
            for (JsonNode each : answer.body()) {
                long its = fields.number(each, NUMBER);
                lowest = Math.min(lowest, its);
                if (!dialect.isFromFork(each)) {
                    all.add(new Listed(its, dialect.branch(each), fields.user(each.path("user")), text(each)));
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
                        fields.number(pull, NUMBER),
                        fields.address(pull, "html_url"),
                        fields.text(pull, "state").equals("open") ? State.OPEN : closed,
                        fields.userName(pull.path("user")),
                        fields.text(pull.path("head"), "sha"),
                        merged ? Optional.of(merge(pull)) : Optional.empty(),
                        Review.approvals(reviews(number))),
                text(pull)));
    }

    private Merge merge(JsonNode pull) throws Refused {
        return new Merge(
                fields.text(pull, "merge_commit_sha"),
                fields.userName(pull.path("merged_by")),
                fields.instant(pull, "merged_at"));
    }

    private List<Review> reviews(long number) throws Refused, Unavailable {
        List<Review> reviews = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Answer answer = page(pull(number) + "/reviews?", page);
            for (JsonNode each : answer.body()) {
                Optional<Review.Verdict> verdict = dialect.verdict(each);
                if (verdict.isPresent()) {
                    reviews.add(new Review(
                            each.path("id").asLong(),
                            fields.userName(each.path("user")),
                            verdict.get(),
                            each.path("commit_id").asText(""),
                            fields.instant(each, "submitted_at")));
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
                dialect::isOpenAlready);
        return answer.isSuccess() ? Optional.of(fields.number(answer.body(), NUMBER)) : Optional.empty();
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

    @Override
    public boolean isMember(String team, String user) throws Refused, Unavailable {
        return teams.has(team, user);
    }

    /** It is where the branch lacks no commit of its history. */
    @Override
    public boolean isIn(Optional<String> branch, String commit) throws Refused, Unavailable {
        String into = branch.isPresent()
                ? branch.get()
                : fields.text(
                        api.get(repository.substring(0, repository.length() - 1))
                                .body(),
                        "default_branch");
        Answer answer = api.get(
                "%scompare/%s...%s".formatted(repository, Teams.encoded(into), commit),
                HttpURLConnection.HTTP_NOT_FOUND);
        // Where the host does not say how many, it lacks some.
        return answer.isSuccess() && answer.body().path("total_commits").asInt(1) == 0;
    }

    @Override
    public Signature signature(String commit) throws Refused, Unavailable {
        JsonNode verification = dialect.verification(
                api.get(repository + "git/commits/" + commit).body());
        return new Signature(
                verification.path("verified").asBoolean(),
                verification.path("reason").asText("the host does not say whether it is signed"));
    }

    private String pull(long number) {
        return "%spulls/%d".formatted(repository, number);
    }

    private Answer page(String path, int page, Integer... expected) throws Refused, Unavailable {
        Answer answer = api.get(path + dialect.page(page), expected);
        if (answer.isSuccess()) {
            fields.list(answer.body());
        }
        return answer;
    }

    private Text text(JsonNode pull) throws Refused {
        // Hosts have no text, or an empty one, for the same.
        return new Text(fields.text(pull, "title"), pull.path("body").asText(""));
    }
}
