package dev.roadworthy.git.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.controller.port.GitHost.Approval;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GitLab's merge requests, by its API v4 of version 18.5 or later. It does not say which commit an approval is of: that is
 * the last one that had been pushed when it was given.
 */
public final class GitLab implements PullRequests {

    private static final JsonApi.Access ACCESS = new JsonApi.Access(
            "the scopes 'api' and 'write_repository', and the role Developer in the project", Map.of());
    private static final Fields FIELDS = new Fields("GitLab's", "username");
    private static final String NUMBER = "iid";
    private static final String CREATED = "created_at";
    private static final int PAGE = 100;
    private static final Set<String> VERIFIED = Set.of("verified", "verified_system");

    private final JsonApi api;
    private final TokenUser user;
    private final Teams teams;
    private final String project;
    private final String requests;

    /**
     * The merge requests of a project.
     *
     * @param address of the API, for example {@code https://gitlab.com/api/v4/}
     * @param project its full path, for example {@code vision/edge/fleet}
     * @param patience for each request
     */
    public GitLab(URI address, String project, Token token, Duration patience, InstantSource clock) {
        this.api = new JsonApi(address, token, ACCESS, patience, clock);
        this.user = new TokenUser(api, token, FIELDS);
        this.teams = new GitLabGroups(api, FIELDS);
        this.project = "projects/" + URLEncoder.encode(project, StandardCharsets.UTF_8);
        this.requests = this.project + "/merge_requests";
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
            Answer answer = page(requests + "?state=all&scope=all&order_by=created_at&sort=desc", page);
            long lowest = Long.MAX_VALUE;
            for (JsonNode each : answer.body()) {
                long its = FIELDS.number(each, NUMBER);
                lowest = Math.min(lowest, its);
                if (!isFromFork(each)) {
                    all.add(new Listed(
                            its, FIELDS.text(each, "source_branch"), FIELDS.user(each.path("author")), text(each)));
                }
            }
            more = answer.next() && lowest > number;
        }
        return all;
    }

    @Override
    public Optional<Detail> read(long number) throws Refused, Unavailable {
        Answer answer = api.get(request(number), HttpURLConnection.HTTP_NOT_FOUND);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode request = answer.body();
        String state = FIELDS.text(request, "state");
        boolean merged = state.equals("merged");
        return Optional.of(new Detail(
                new PullRequest(
                        FIELDS.number(request, NUMBER),
                        FIELDS.address(request, "web_url"),
                        // A locked one is being merged.
                        merged ? State.MERGED : state.equals("closed") ? State.CLOSED : State.OPEN,
                        FIELDS.userName(request.path("author")),
                        FIELDS.text(request, "sha"),
                        merged ? Optional.of(merge(request)) : Optional.empty(),
                        approvals(number)),
                text(request)));
    }

    /** A fast-forward has no commit of its own, and a squash another one. */
    private static Merge merge(JsonNode request) throws Refused {
        String commit = Stream.of("merge_commit_sha", "squash_commit_sha")
                .map(field -> request.path(field).asText(""))
                .filter(sha -> !sha.isEmpty())
                .findFirst()
                .orElse(FIELDS.text(request, "sha"));
        return new Merge(commit, FIELDS.userName(request.path("merge_user")), FIELDS.instant(request, "merged_at"));
    }

    private List<Approval> approvals(long number) throws Refused, Unavailable {
        JsonNode approvedBy =
                FIELDS.list(api.get(request(number) + "/approvals").body().path("approved_by"));
        if (approvedBy.isEmpty()) {
            return List.of();
        }
        List<Push> pushes = pushes(number);
        List<Approval> approvals = new ArrayList<>();
        for (JsonNode each : approvedBy) {
            Instant at = FIELDS.instant(each, "approved_at");
            approvals.add(new Approval(FIELDS.userName(each.path("user")), Push.last(pushes, at), at));
        }
        return approvals;
    }

    /** A state of the branch, from its push on. */
    private record Push(Instant at, String head) {

        /** The commit that a person saw; empty where there was none yet. */
        static String last(List<Push> pushes, Instant at) {
            return pushes.stream()
                    .filter(push -> !push.at().isAfter(at))
                    .max(Comparator.comparing(Push::at))
                    .map(Push::head)
                    .orElse("");
        }
    }

    private List<Push> pushes(long number) throws Refused, Unavailable {
        List<Push> pushes = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Answer answer = page(request(number) + "/versions?", page);
            for (JsonNode each : answer.body()) {
                pushes.add(new Push(FIELDS.instant(each, CREATED), FIELDS.text(each, "head_commit_sha")));
            }
            more = answer.next();
        }
        return pushes;
    }

    @Override
    public Optional<Long> open(Draft draft) throws Refused, Unavailable {
        Answer answer = api.send(
                "POST",
                requests,
                Map.of(
                        "source_branch", draft.branch(),
                        "target_branch", draft.base(),
                        "title", draft.text().title(),
                        "description", draft.text().body()),
                refusal -> refusal.status() == HttpURLConnection.HTTP_CONFLICT);
        return answer.isSuccess() ? Optional.of(FIELDS.number(answer.body(), NUMBER)) : Optional.empty();
    }

    @Override
    public void rewrite(long number, Text text) throws Refused, Unavailable {
        change(number, Map.of("title", text.title(), "description", text.body()));
    }

    @Override
    public void comment(long number, String text) throws Refused, Unavailable {
        api.send("POST", request(number) + "/notes", Map.of("body", text));
    }

    @Override
    public void close(long number) throws Refused, Unavailable {
        change(number, Map.of("state_event", "close"));
    }

    @Override
    public boolean isMember(String team, String user) throws Refused, Unavailable {
        return teams.has(team, user);
    }

    /** It is where the branch lacks no commit of its history. */
    @Override
    public boolean isIn(Optional<String> branch, String commit) throws Refused, Unavailable {
        String into =
                branch.isPresent() ? branch.get() : FIELDS.text(api.get(project).body(), "default_branch");
        Answer answer = api.get(
                "%s/repository/compare?from=%s&to=%s".formatted(project, Teams.encoded(into), commit),
                HttpURLConnection.HTTP_NOT_FOUND);
        return answer.isSuccess() && FIELDS.list(answer.body().path("commits")).isEmpty();
    }

    /** One that GitLab has made itself, for a user on its pages, is {@code verified_system}. */
    @Override
    public Signature signature(String commit) throws Refused, Unavailable {
        Answer answer = api.get(
                "%s/repository/commits/%s/signature".formatted(project, commit), HttpURLConnection.HTTP_NOT_FOUND);
        if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
            return new Signature(false, "unsigned");
        }
        String status = FIELDS.text(answer.body(), "verification_status");
        return new Signature(VERIFIED.contains(status), status);
    }

    private void change(long number, Map<String, String> change) throws Refused, Unavailable {
        api.send("PUT", request(number), change);
    }

    private String request(long number) {
        return "%s/%d".formatted(requests, number);
    }

    private Answer page(String path, int page) throws Refused, Unavailable {
        String join = path.endsWith("?") ? "" : "&";
        Answer answer = api.get("%s%sper_page=%d&page=%d".formatted(path, join, PAGE, page));
        FIELDS.list(answer.body());
        return answer;
    }

    private static boolean isFromFork(JsonNode request) {
        return request.path("source_project_id").asLong(-1)
                != request.path("target_project_id").asLong();
    }

    private static Text text(JsonNode request) throws Refused {
        return new Text(
                FIELDS.text(request, "title"), request.path("description").asText(""));
    }
}
