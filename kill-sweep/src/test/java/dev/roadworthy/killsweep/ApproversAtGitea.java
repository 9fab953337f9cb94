package dev.roadworthy.killsweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.testing.GiteaApi.User;
import dev.roadworthy.testing.GiteaServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.net.SocketFactory;

/** A reviewer and a merger at a real Git host, in a repository of an operator's own. */
final class ApproversAtGitea implements Approvers {

    private static final String[] SCOPES = {"write:repository", "write:issue", "read:user"};

    private final GiteaServer server;
    private final String repository;
    private final User reviewer;
    private final User merger;
    private final Path tokenFile;

    /**
     * Makes repository and users.
     *
     * @param name of the operator
     */
    ApproversAtGitea(GiteaServer server, String name, Path directory) throws Exception {
        this.server = server;
        this.repository = "fleet-%s/manifests".formatted(name);
        User operator = server.api().user("operator-" + name, SCOPES);
        reviewer = server.api().user("alice-" + name, SCOPES);
        merger = server.api().user("bob-" + name, SCOPES);
        server.api().repository("fleet-" + name, "manifests", operator.name(), reviewer.name(), merger.name());
        tokenFile = Files.writeString(directory.resolve(name + "-git-token"), operator.token());
    }

    @Override
    public Optional<Proxy> configure(Application operator, WriteGate gate) throws Exception {
        Proxy proxy = new Proxy(Side.GIT, URI.create(server.address()), SocketFactory.getDefault(), gate);
        operator.set("roadworthy.git.repositories[0].host", "gitea")
                .set("roadworthy.git.repositories[0].url", "%s/%s.git".formatted(proxy.address(), repository))
                .set("roadworthy.git.repositories[0].path", "releases")
                .set("roadworthy.git.repositories[0].token-file", tokenFile)
                .set("roadworthy.git.repositories[0].author.name", "Roadworthy")
                .set("roadworthy.git.repositories[0].author.email", "roadworthy@example.com");
        return Optional.of(proxy);
    }

    @Override
    public void declare(String line, String manifest) throws Exception {
        server.api().commit(repository, "main", file(line), "# Comments stay.\n" + manifest);
    }

    private static String file(String line) {
        return "releases/%s.yaml".formatted(line);
    }

    @Override
    public boolean areAsked(EdgeReleaseStatus status) {
        return status.approval() != null;
    }

    @Override
    public String approved(String line, EdgeReleaseStatus status) throws Exception {
        String page = status.approval().pullRequest();
        server.api().approve(reviewer, repository, number(page));
        return merged(line, page);
    }

    /**
     * Merges a pull request about a release.
     *
     * @param page its address
     * @return the manifest of the line's release after that
     */
    String merged(String line, String page) throws Exception {
        server.api().merge(merger, repository, number(page));
        return server.api().text(repository, "main", file(line));
    }

    private static String number(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    @Override
    public List<String> requests() {
        return List.of("Release LINE 1.0.0 to vehicles");
    }

    @Override
    public List<String> names() {
        return List.of(reviewer.name());
    }

    @Override
    public List<String> pullRequests(String line) throws Exception {
        JsonNode all = server.api().ask("GET", "repos/%s/pulls?state=all&limit=50".formatted(repository), Map.of());
        return StreamSupport.stream(all.spliterator(), false)
                .map(pull -> pull.path("title").asText())
                .filter(title -> title.contains(" %s ".formatted(line)))
                .map(title -> title.replace(line, "LINE"))
                .sorted()
                .toList();
    }
}
