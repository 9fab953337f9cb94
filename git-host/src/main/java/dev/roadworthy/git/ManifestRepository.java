package dev.roadworthy.git;

import dev.roadworthy.git.access.AppKey;
import dev.roadworthy.git.access.Credentials;
import dev.roadworthy.git.repository.Author;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A repository that the objects of some namespaces come from, as it is configured.
 *
 * @param url what people clone, HTTP or HTTPS, without a user or a token, for example
 *     {@code https://git.example.com/fleet/manifests.git}
 * @param branch that is applied to the cluster; empty for the repository's default, also after that was renamed
 * @param path the folder that is applied, for example {@code clusters/production}; empty for all
 * @param author of the commits
 * @param namespaces that it serves; empty for all that no other repository does
 */
public record ManifestRepository(
        Host host, URI url, Optional<String> branch, String path, Author author, Set<String> namespaces) {

    /** Those of {@code api/v4}. */
    private static final int API_SEGMENTS = 2;

    /** What kind of host it is, which an address does not tell. */
    public enum Kind {
        /** Forgejo as well. */
        GITEA,
        /** GitHub Enterprise Server as well. */
        GITHUB,
        /** GitLab.com, and one's own. */
        GITLAB
    }

    /**
     * The host's API.
     *
     * @param api its address; empty where it is the usual one beside the repository
     * @param credentials for the API and for Git
     */
    public record Host(Kind kind, Optional<URI> api, Credentials credentials) {

        public Host {
            api.ifPresent(ManifestRepository::requireAddress);
            if (credentials instanceof AppKey && kind != Kind.GITHUB) {
                throw new IllegalArgumentException("a GitHub App is no user of %s; name a token".formatted(kind));
            }
        }
    }

    /**
     * Takes the configuration.
     *
     * @throws IllegalArgumentException where an address or the folder is none
     */
    public ManifestRepository {
        requireAddress(url);
        if (segments(url).size() < 2) {
            throw new IllegalArgumentException(
                    "'%s' is no repository's address: expected https://HOST/OWNER/NAME.git".formatted(url));
        }
        path = String.join("/", segments(path));
        if (segments(path).stream().anyMatch(Set.of(".", "..")::contains)) {
            throw new IllegalArgumentException("'%s' is no folder of a repository: leave . and .. out".formatted(path));
        }
        namespaces = Set.copyOf(namespaces);
    }

    private static void requireAddress(URI address) {
        boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!http
                || address.getHost() == null
                || address.getUserInfo() != null
                || address.getQuery() != null
                || address.getFragment() != null) {
            // What stands before an @ may be a token.
            throw new IllegalArgumentException(
                    "no address of a Git host: expected https://HOST/PATH without a user, a token, a query or a fragment");
        }
    }

    private static List<String> segments(URI address) {
        return segments(address.getRawPath());
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    }

    /** The user or organisation that it belongs to. */
    public String owner() {
        List<String> segments = segments(url);
        return segments.get(segments.size() - 2);
    }

    /** Its name, without {@code .git}. */
    public String name() {
        String last = segments(url).getLast();
        return last.endsWith(".git") ? last.substring(0, last.length() - ".git".length()) : last;
    }

    /** The address of the host's API, which ends in a slash. */
    public URI api() {
        if (host.api().isPresent()) {
            String address = host.api().get().toString();
            return URI.create(address.endsWith("/") ? address : address + "/");
        }
        return url.resolve(
                switch (host.kind()) {
                    case GITEA -> beside("api/v1/");
                    case GITHUB ->
                        "github.com".equalsIgnoreCase(url.getHost()) ? "https://api.github.com/" : beside("api/v3/");
                    case GITLAB -> "/api/v4/";
                });
    }

    private String beside(String api) {
        List<String> segments = segments(url);
        String prefix = String.join("/", segments.subList(0, segments.size() - 2));
        return (prefix.isEmpty() ? "/" : "/" + prefix + "/") + api;
    }

    /** Its full path at a host where groups hold groups: without the path that the host itself is at. */
    public String project() {
        List<String> path = segments(url);
        List<String> api = segments(api());
        List<String> root = api.subList(0, Math.max(0, api.size() - API_SEGMENTS));
        boolean below =
                path.size() > root.size() && path.subList(0, root.size()).equals(root);
        List<String> groups = path.subList(below ? root.size() : 0, path.size() - 1);
        return String.join("/", groups) + "/" + name();
    }
}
