package dev.roadworthy.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.testing.GiteaApi;
import dev.roadworthy.testing.GiteaApi.User;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The repository of the fleet's manifests at the Git host that tools/gitops brings, new and empty, with people who write to
 * it. Operator and Argo CD are its users under the names that tools/gitops gave them.
 */
final class FleetRepository implements AutoCloseable {

    private static final String OWNER = "perception";
    private static final String NAME = OWNER + "/fleet";
    private static final String BRANCH = "main";
    private static final URI WEBHOOK = URI.create("http://roadworthy-operator.roadworthy.svc:8081/webhooks/" + NAME);
    private static final String[] SCOPES = {"write:repository", "write:issue"};

    private final PortForward forward;
    private final GiteaApi host;
    private final User author;
    private final User reviewer;
    private final User merger;

    private FleetRepository(PortForward forward, GiteaApi host) throws Exception {
        this.forward = forward;
        this.host = host;
        String run = "%08x".formatted(new Random().nextInt());
        author = host.user("carol-" + run, SCOPES);
        reviewer = host.user("alice-" + run, SCOPES);
        merger = host.user("bob-" + run, SCOPES);
    }

    static FleetRepository create(KubernetesClient client) throws Exception {
        PortForward forward = PortForward.open("gitea", "gitea", 3000);
        String secret = "gitea-administrator";
        GiteaApi host = new GiteaApi(
                forward.address(),
                Secrets.text(client, "gitea", secret, "username"),
                Secrets.text(client, "gitea", secret, "password"));
        FleetRepository repository = new FleetRepository(forward, host);
        repository.startAnew(Secrets.text(client, "roadworthy", "fleet-git-webhook", "secret"));
        return repository;
    }

    private void startAnew(String webhookSecret) throws Exception {
        for (JsonNode organisation : host.ask("GET", "admin/orgs?limit=50", Map.of())) {
            if (organisation.path("username").asText().equals(OWNER)) {
                for (JsonNode old : host.ask("GET", "orgs/%s/repos".formatted(OWNER), Map.of())) {
                    host.ask("DELETE", "repos/" + old.path("full_name").asText(), Map.of());
                }
                host.ask("DELETE", "orgs/" + OWNER, Map.of());
            }
        }
        host.repository(OWNER, "fleet", "roadworthy", author.name(), reviewer.name(), merger.name());
        host.ask("PUT", "repos/%s/collaborators/argocd".formatted(NAME), Map.of("permission", "read"));
        host.webhook(NAME, WEBHOOK, webhookSecret);
    }

    User reviewer() {
        return reviewer;
    }

    /**
     * Writes and deletes files in one commit.
     *
     * @param written text by path
     * @return the commit
     */
    String commit(String message, Map<String, String> written, Set<String> deleted) throws Exception {
        List<Map<String, String>> files = new ArrayList<>();
        Map<String, String> known = blobs();
        written.forEach((path, text) -> {
            Map<String, String> file = new HashMap<>(Map.of(
                    "operation",
                    known.containsKey(path) ? "update" : "create",
                    "path",
                    path,
                    "content",
                    GiteaApi.base64(text)));
            if (known.containsKey(path)) {
                file.put("sha", known.get(path));
            }
            files.add(file);
        });
        deleted.forEach(path -> files.add(Map.of("operation", "delete", "path", path, "sha", known.get(path))));
        return host.ask(
                        author,
                        "POST",
                        "repos/%s/contents".formatted(NAME),
                        Map.of("branch", BRANCH, "message", message, "files", files))
                .at("/commit/sha")
                .asText();
    }

    /** Git's digest of each file by its path; none in a repository without a commit. */
    private Map<String, String> blobs() throws Exception {
        Map<String, String> blobs = new HashMap<>();
        if (!host.ask("GET", "repos/" + NAME, Map.of()).path("empty").asBoolean()) {
            for (JsonNode file : host.ask(
                            "GET", "repos/%s/git/trees/%s?recursive=true".formatted(NAME, BRANCH), Map.of())
                    .path("tree")) {
                blobs.put(file.path("path").asText(), file.path("sha").asText());
            }
        }
        return blobs;
    }

    String text(String path) throws Exception {
        return host.text(NAME, BRANCH, path);
    }

    /** Numbers of all pull requests, open or not. */
    List<String> pullRequests() throws Exception {
        JsonNode all = host.ask("GET", "repos/%s/pulls?state=all".formatted(NAME), Map.of());
        return StreamSupport.stream(all.spliterator(), false)
                .map(pull -> pull.path("number").asText())
                .toList();
    }

    /**
     * Another user than the operator approves a pull request, and a third one merges it.
     *
     * @return the commit that brought it
     */
    String approveAndMerge(String number) throws Exception {
        host.approve(reviewer, NAME, number);
        host.merge(merger, NAME, number);
        return host.ask("GET", "repos/%s/pulls/%s".formatted(NAME, number), Map.of())
                .path("merge_commit_sha")
                .asText();
    }

    @Override
    public void close() {
        forward.close();
    }
}
