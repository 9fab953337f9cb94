package dev.roadworthy.git.host;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.AppKey;
import dev.roadworthy.git.access.Token;
import dev.roadworthy.git.host.JsonApi.Answer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token of a GitHub App's installation, for one repository. GitHub gives one for an hour; it is kept until shortly
 * before, and nowhere but in memory.
 */
public final class GitHubApp implements Token {

    /** Longer than a request, or a push, lasts. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Fields FIELDS = Dialect.GITHUB.fields();

    private final AppKey key;
    private final String repository;
    private final JsonApi api;
    private final InstantSource clock;
    private @Nullable Installed installed;

    private record Installed(String token, Instant expires) {}

    /** The App itself, as GitHub knows it by its key. */
    private record App(AppKey key, InstantSource clock) implements Token {

        @Override
        public String read() throws Refused {
            return key.jwt(clock.instant());
        }

        @Override
        public String self() {
            return "app";
        }

        @Override
        public String name() {
            return "the private key of GitHub App %s in %s".formatted(key.app(), key.privateKey());
        }
    }

    /**
     * An App.
     *
     * @param address of the API, for example {@code https://api.github.com/}
     * @param repository name of the one repository that tokens are for
     * @param patience for each request
     */
    public GitHubApp(URI address, AppKey key, String repository, Duration patience, InstantSource clock) {
        this.key = key;
        this.repository = repository;
        this.clock = clock;
        JsonApi.Access access = new JsonApi.Access(
                "to be that of an App that is installed for the repository, with read and write on 'Contents' and 'Pull requests'",
                Dialect.GITHUB.headers());
        this.api = new JsonApi(address, new App(key, clock), access, patience, clock);
    }

    @Override
    public synchronized String read() throws Refused, Unavailable {
        Installed known = installed;
        if (known == null || !clock.instant().isBefore(known.expires().minus(MARGIN))) {
            known = installed = ask();
        }
        return known.token();
    }

    private Installed ask() throws Refused, Unavailable {
        Answer answer = api.send(
                "POST",
                "app/installations/%s/access_tokens".formatted(key.installation()),
                Map.of("repositories", List.of(repository)),
                GitHubApp::isNotInstalled);
        if (!answer.isSuccess()) {
            throw new Refused(
                    "GitHub gives App %s no token for repository '%s' in installation %s (%d); correct the ids of App and installation, and install the App for that repository"
                            .formatted(key.app(), repository, key.installation(), answer.status()));
        }
        return new Installed(FIELDS.text(answer.body(), "token"), FIELDS.instant(answer.body(), "expires_at"));
    }

    private static boolean isNotInstalled(Answer answer) {
        return answer.status() == HttpURLConnection.HTTP_NOT_FOUND || answer.status() == Dialect.UNPROCESSABLE;
    }

    /** Pull requests of an App are of a user of its own, whose name no other user can have. */
    @Override
    public String self() throws Refused, Unavailable {
        return "users/%s%%5Bbot%%5D"
                .formatted(Teams.encoded(FIELDS.text(api.get("app").body(), "slug")));
    }

    @Override
    public String name() {
        return "the token of GitHub App %s in installation %s".formatted(key.app(), key.installation());
    }
}
