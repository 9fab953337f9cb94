package dev.roadworthy.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.Answer;
import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.PullRequest;
import dev.roadworthy.controller.port.GitHost.Value;
import dev.roadworthy.git.access.TokenFile;
import dev.roadworthy.git.repository.Author;
import dev.roadworthy.git.repository.Checkout;
import dev.roadworthy.git.repository.RemoteRepository;
import dev.roadworthy.testing.GiteaApi;
import dev.roadworthy.testing.GiteaApi.User;
import dev.roadworthy.testing.GiteaServer;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A repository of manifests on a Git host, new for each test, the operator that proposes to it, and people. */
final class Fleet implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    static final String MANIFEST = "clusters/production/release.yaml";
    static final String BEFORE = """
            apiVersion: roadworthy.dev/v1alpha1
            kind: Release
            metadata:
              name: sidewalk
            spec:
              approval:
                digest: "none" # by a person
            """;
    static final ManifestRef RELEASE = new ManifestRef("roadworthy.dev/v1alpha1", "Release", "fleet", "sidewalk");
    static final Digest INTENT = Digest.of("an intent".getBytes(StandardCharsets.UTF_8));
    static final Proposal PROPOSAL = new Proposal(
            INTENT,
            RELEASE,
            List.of("spec", "approval", "digest"),
            new Value.Text("approved"),
            "Release sidewalk 1.2.0",
            "It *passed*.");

    /** The branch of {@link #PROPOSAL}. */
    static final String BRANCH = "roadworthy/release-sidewalk-" + INTENT.abbreviated();

    static final Author AUTHOR = new Author("Roadworthy", "roadworthy@example.com");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    final GiteaServer server;
    private Optional<User> operator = Optional.empty();
    private Optional<User> reviewer = Optional.empty();
    private @Nullable Path directory;
    private String name = "";
    private URI url = URI.create("http://localhost");

    Fleet(GiteaServer server) {
        this.server = server;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        directory = Files.createTempDirectory("fleet-");
        operator = Optional.of(server.api().user("operator", "write:repository", "write:issue", "read:user"));
        reviewer = Optional.of(server.api().user("reviewer", "write:repository", "write:issue"));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        String owner = "fleet-" + COUNT.incrementAndGet();
        name = owner + "/manifests";
        url = server.api()
                .repository(owner, "manifests", operator().name(), reviewer().name());
        server.api().commit(name, "main", MANIFEST, BEFORE);
        Files.writeString(tokenFile(), operator().token() + "\n");
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (directory != null) {
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    User operator() {
        return operator.orElseThrow();
    }

    User reviewer() {
        return reviewer.orElseThrow();
    }

    private Path directory() {
        return Objects.requireNonNull(directory, "it was not prepared: register it as an extension");
    }

    /** Holds the operator's token. */
    Path tokenFile() {
        return directory().resolve("token");
    }

    /** Owner and name. */
    String name() {
        return name;
    }

    ManifestRepository configured(Optional<String> branch) {
        return configured(url, branch);
    }

    ManifestRepository configured(URI address, Optional<String> branch) {
        return new ManifestRepository(
                new ManifestRepository.Host(
                        ManifestRepository.Kind.GITEA, Optional.empty(), new TokenFile(tokenFile())),
                address,
                branch,
                "clusters/production",
                AUTHOR,
                Set.of());
    }

    /** An operator that was just started, and knows nothing. */
    NamespacedGitHost operatorProcess() {
        return operatorProcess(configured(Optional.empty()), InstantSource.system());
    }

    /** One whose clock shows a later time. */
    NamespacedGitHost operatorProcess(Duration later) {
        return operatorProcess(configured(Optional.empty()), () -> Instant.now().plus(later));
    }

    NamespacedGitHost operatorProcess(ManifestRepository repository, InstantSource clock) {
        return new NamespacedGitHost(List.of(repository), false, clock, PATIENCE);
    }

    RemoteRepository git(User user) throws Exception {
        return new RemoteRepository(
                url, new TokenFile(Files.writeString(directory().resolve(user.name()), user.token())), PATIENCE);
    }

    /** Asks the host's API about the repository, as an administrator. */
    JsonNode api(String method, String path, Map<String, ?> body) throws Exception {
        return server.api().ask(method, path.isEmpty() ? "repos/" + name : "repos/%s/%s".formatted(name, path), body);
    }

    /** Asks the host's API about the repository, as a person. */
    JsonNode api(User user, String method, String path, Map<String, ?> body) throws Exception {
        return server.api().ask(user, method, "repos/%s/%s".formatted(name, path), body);
    }

    /** A person changes the manifest on a branch. */
    void change(User user, String branch, String content) throws Exception {
        String blob = api("GET", "contents/%s?ref=%s".formatted(MANIFEST, branch), Map.of())
                .path("sha")
                .asText();
        api(
                user,
                "PUT",
                "contents/" + MANIFEST,
                Map.of("branch", branch, "sha", blob, "content", GiteaApi.base64(content)));
    }

    /** A person puts a commit of their own upon the base in a branch's place. */
    void forcePush(User user, String branch, String expected, String content) throws Exception {
        push(
                user,
                branch,
                Optional.of(expected),
                change(content, "Rebased", new Author(user.name(), "person@example.com")));
    }

    /** What an operator does before it opens a pull request. */
    void pushAsAnOperatorDoes(String content) throws Exception {
        push(
                operator(),
                BRANCH,
                Optional.empty(),
                change(content, "Title\n\nRoadworthy-Intent: %s\n".formatted(INTENT), AUTHOR));
    }

    private static Checkout.Change change(String content, String message, Author author) {
        return new Checkout.Change(MANIFEST, content.getBytes(StandardCharsets.UTF_8), message, author, Instant.now());
    }

    private void push(User user, String branch, Optional<String> expected, Checkout.Change change) throws Exception {
        try (Checkout checkout = git(user).read(Optional.empty(), branch)) {
            assertThat(checkout.push(branch, expected, change)).isPresent();
        }
    }

    /** Another proposal for the same manifest. */
    static Proposal another(String value) {
        return new Proposal(
                Digest.of(value.getBytes(StandardCharsets.UTF_8)),
                RELEASE,
                PROPOSAL.field(),
                new Value.Text(value),
                "Release sidewalk, " + value,
                "");
    }

    /** The pull request, where it is one. */
    static PullRequest pullRequest(Answer answer) {
        return switch (answer) {
            case Answer.Proposed proposed -> proposed.pullRequest();
            case Answer.Unchanged unchanged -> throw new AssertionError("no pull request: " + unchanged);
        };
    }

    /** What the host has, in any state. */
    List<Long> pullRequests() throws Exception {
        List<Long> numbers = new ArrayList<>();
        StreamSupport.stream(api("GET", "pulls?state=all", Map.of()).spliterator(), false)
                .forEach(pull -> numbers.add(pull.path("number").asLong()));
        return numbers;
    }

    /** A file as it is on a branch. */
    String file(String branch, String path) throws Exception {
        return server.api().text(name, branch, path);
    }
}
