package dev.roadworthy.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost.Approvals;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.access.TokenFile;
import dev.roadworthy.git.repository.Author;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestRepositoryTest {

    private static final URI URL = URI.create("https://git.example.com/fleet/manifests.git");

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/fleet/manifests.git, https://git.example.com/api/v1/",
        "http://gitea.git:3000/fleet/manifests, http://gitea.git:3000/api/v1/",
        "https://example.com/git/fleet/manifests.git/, https://example.com/git/api/v1/"
    })
    void theApiIsBesideTheRepository(URI url, URI api) {
        ManifestRepository repository = repository(url, Optional.empty(), "", Set.of());

        assertThat(repository.api()).isEqualTo(api);
        assertThat(repository.owner()).isEqualTo("fleet");
        assertThat(repository.name()).isEqualTo("manifests");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/fleet/manifests.git, https://api.github.com/",
        "https://GitHub.com/fleet/manifests, https://api.github.com/",
        "https://github.example.com/fleet/manifests.git, https://github.example.com/api/v3/"
    })
    void gitHubHasAnApiOfItsOwn(URI url, URI api) {
        assertThat(repository(ManifestRepository.Kind.GITHUB, url, Optional.empty(), "", Set.of())
                        .api())
                .isEqualTo(api);
    }

    @ParameterizedTest
    @CsvSource({
        "https://gitlab.com/vision/fleet.git, , https://gitlab.com/api/v4/, vision/fleet",
        "https://gitlab.com/vision/edge/fleet, , https://gitlab.com/api/v4/, vision/edge/fleet",
        "https://example.com/gitlab/vision/edge/fleet.git, https://example.com/gitlab/api/v4, https://example.com/gitlab/api/v4/, vision/edge/fleet",
        "https://git.example.com/vision/fleet.git, https://api.example.com/api/v4/, https://api.example.com/api/v4/, vision/fleet",
    })
    void gitLabHasGroupsInGroups(URI url, @Nullable URI configured, URI api, String project) {
        ManifestRepository repository =
                repository(ManifestRepository.Kind.GITLAB, url, Optional.ofNullable(configured), "", Set.of());

        assertThat(repository.api()).isEqualTo(api);
        assertThat(repository.project()).isEqualTo(project);
    }

    @Test
    void theApiCanBeElsewhere() {
        URI api = URI.create("https://api.example.com/v1");

        assertThat(repository(URL, Optional.of(api), "", Set.of()).api()).hasToString("https://api.example.com/v1/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@git.example.com/fleet/manifests.git",
                "ssh://git@git.example.com/fleet/manifests.git",
                "https://user:secret@git.example.com/fleet/manifests.git",
                "https://git.example.com/fleet/manifests.git?token=secret"
            })
    void anAddressWithAUserOrOfAnotherProtocolIsNotTakenAndNotRepeated(URI url) {
        assertThatThrownBy(() -> repository(url, Optional.empty(), "", Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected https://HOST/PATH")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHostAloneIsNoRepository() {
        assertThatThrownBy(() -> repository(URI.create("https://git.example.com/x"), Optional.empty(), "", Set.of()))
                .hasMessageContaining("expected https://HOST/OWNER/NAME.git");
    }

    @Test
    void aFolderIsWrittenWithOrWithoutSlashes() {
        assertThat(repository(URL, Optional.empty(), "/clusters/production/", Set.of())
                        .path())
                .isEqualTo("clusters/production");
        assertThatThrownBy(() -> repository(URL, Optional.empty(), "a/../b", Set.of()))
                .hasMessageContaining("leave . and .. out");
    }

    @Test
    void aNamespaceHasOneRepository() {
        assertThatThrownBy(() -> host(serving("fleet", "lab"), serving("lab")))
                .hasMessageContaining("another repository does, too");
        assertThatThrownBy(() -> host(serving(), serving())).hasMessageContaining("another repository does, too");
    }

    @Test
    void aNamespaceWithoutARepositoryIsRefused() {
        assertThatThrownBy(() -> host(serving("fleet")).withdraw("lab", Digest.of(new byte[0]), "why"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no Git repository is configured for namespace 'lab'; add it");
    }

    @Test
    void releasesOfANamespaceAreApprovedByPullRequestOrByFieldOnlyWhereThatIsAllowed() {
        assertThat(host(true, serving("fleet")).approvals("fleet")).isEqualTo(Approvals.BY_PULL_REQUEST);
        assertThat(host(true, serving()).approvals("lab")).isEqualTo(Approvals.BY_PULL_REQUEST);
        assertThat(host(true, serving("fleet")).approvals("lab")).isEqualTo(Approvals.BY_FIELD);
        assertThat(host(false, serving("fleet")).approvals("lab")).isEqualTo(Approvals.NONE);
    }

    private static NamespacedGitHost host(ManifestRepository... repositories) {
        return host(false, repositories);
    }

    private static NamespacedGitHost host(boolean approveByField, ManifestRepository... repositories) {
        return new NamespacedGitHost(
                List.of(repositories), approveByField, InstantSource.system(), Duration.ofSeconds(1));
    }

    private static ManifestRepository serving(String... namespaces) {
        return repository(URL, Optional.empty(), "", Set.of(namespaces));
    }

    private static ManifestRepository repository(URI url, Optional<URI> api, String path, Set<String> namespaces) {
        return repository(ManifestRepository.Kind.GITEA, url, api, path, namespaces);
    }

    private static ManifestRepository repository(
            ManifestRepository.Kind kind, URI url, Optional<URI> api, String path, Set<String> namespaces) {
        return new ManifestRepository(
                new ManifestRepository.Host(kind, api, new TokenFile(Path.of("no", "token"))),
                url,
                Optional.empty(),
                path,
                new Author("Roadworthy", "roadworthy@example.com"),
                namespaces);
    }
}
