package dev.roadworthy.git.repository;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.Token;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** A repository of a Git host. */
public final class RemoteRepository {

    /** Hosts know the user by the token, and want some name; GitHub wants this one beside the token of an App. */
    private static final String USER = "x-access-token";

    private final URI url;
    private final Token token;
    private final Duration patience;

    /**
     * A repository at an address.
     *
     * @param url HTTP or HTTPS, without a user
     * @param patience for connecting, and for each time that nothing comes
     */
    public RemoteRepository(URI url, Token token, Duration patience) {
        this.url = url;
        this.token = token;
        this.patience = patience;
    }

    /**
     * Downloads a branch's newest commit, without those before, to files that go with {@link Checkout#close}.
     *
     * @param branch empty for the repository's default
     * @param ending of the name of another branch, whose newest commit comes along where there is one
     * @throws Refused where the repository, the branch or the right to read is missing
     * @throws Unavailable where the host does not answer, or asks for patience
     */
    public Checkout read(Optional<String> branch, String ending) throws Refused, Unavailable {
        Repository local = local();
        try {
            Map<String, Ref> refs = refs(local);
            Ref base = base(branch, refs);
            Optional<Ref> other = refs.values().stream()
                    .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                            && ref.getName().endsWith(ending))
                    .findFirst();
            List<RefSpec> wanted = Stream.concat(Stream.of(base), other.stream())
                    .map(ref -> new RefSpec("+%1$s:%1$s".formatted(ref.getName())))
                    .toList();
            exchange(local, transport -> {
                transport.setDepth(1);
                return transport.fetch(NullProgressMonitor.INSTANCE, wanted);
            });
            return new Checkout(this, local, base.getName(), other.map(Ref::getName));
        } catch (Refused | Unavailable | RuntimeException e) {
            Checkout.remove(local);
            throw e;
        }
    }

    private Ref base(Optional<String> branch, Map<String, Ref> refs) throws Refused {
        List<String> branches = refs.keySet().stream()
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(Repository::shortenRefName)
                .toList();
        if (branches.isEmpty()) {
            throw new Refused("the repository %s is empty; commit the manifests to it".formatted(url));
        }
        Ref named = refs.get(branch.map(Constants.R_HEADS::concat).orElse(Constants.HEAD));
        Ref base = named == null ? null : refs.get(named.getTarget().getName());
        if (base == null || !base.getName().startsWith(Constants.R_HEADS)) {
            throw new Refused("the repository %s has no branch '%s', but %s; correct the branch"
                    .formatted(url, branch.orElse(Constants.HEAD), branches));
        }
        return base;
    }

    /** Puts a commit on a branch of the host, unless that is not where it is expected; then it says so by {@code false}. */
    boolean push(Repository local, RemoteRefUpdate update) throws Refused, Unavailable {
        PushResult result = exchange(local, transport -> transport.push(NullProgressMonitor.INSTANCE, List.of(update)));
        return switch (update.getStatus()) {
            case OK -> true;
            // Where it was not there before, somebody else has made the very same commit in the same second: it is
            // theirs.
            case UP_TO_DATE -> update.getExpectedOldObjectId().equals(update.getNewObjectId());
            case REJECTED_REMOTE_CHANGED -> false;
            default -> {
                // What was lost to somebody else is told from what is forbidden by where the branch is now.
                Ref there = refs(local).get(update.getRemoteName());
                ObjectId now = there == null ? ObjectId.zeroId() : there.getObjectId();
                if (!update.getExpectedOldObjectId().equals(now)) {
                    yield false;
                }
                throw new Refused(
                        "the repository %s takes no push to %s: %s %s; let the user of %s write to the repository, and to such branches where a rule protects them"
                                .formatted(
                                        url,
                                        update.getRemoteName(),
                                        Objects.requireNonNullElse(update.getMessage(), ""),
                                        result.getMessages().strip().replaceAll("\\s+", " "),
                                        token.name()));
            }
        };
    }

    private Map<String, Ref> refs(Repository local) throws Refused, Unavailable {
        return exchange(local, transport -> {
            try (FetchConnection connection = transport.openFetch()) {
                return connection.getRefsMap();
            }
        });
    }

    /** What is done while a connection is open. */
    @FunctionalInterface
    private interface Exchange<T> {
        T with(TransportHttp transport) throws NotSupportedException, TransportException;
    }

    private <T> T exchange(Repository local, Exchange<T> exchange) throws Refused, Unavailable {
        ObservedConnections connections = new ObservedConnections();
        CredentialsProvider credentials = new UsernamePasswordCredentialsProvider(USER, token.read());
        try (TransportHttp transport = (TransportHttp) Transport.open(local, new URIish(url.toString()))) {
            transport.setHttpConnectionFactory(connections);
            transport.setCredentialsProvider(credentials);
            transport.setTimeout(Math.toIntExact(Math.max(1, patience.toSeconds())));
            transport.setTagOpt(TagOpt.NO_TAGS);
            return exchange.with(transport);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a URI is one for Git, too: " + url, e);
        } catch (NotSupportedException | TransportException e) {
            if (connections.isRefusal()) {
                throw new Refused(
                        "the repository %s %s: %s; %s".formatted(url, connections, e.getMessage(), fix(connections)));
            }
            throw new Unavailable("the repository %s %s: %s".formatted(url, connections, e.getMessage()), e);
        }
    }

    private String fix(ObservedConnections connections) {
        if (connections.isRedirect()) {
            return "it redirects to %s, which the token is not sent to: correct the repository's address"
                    .formatted(connections.location());
        }
        if (connections.isUnauthorized()) {
            return "%s is revoked, expired or another host's: put a new one there".formatted(token.name());
        }
        if (connections.isForbidden()) {
            return "let the user of %s write to the repository, and the token itself, too".formatted(token.name());
        }
        if (connections.isNotFound()) {
            return "correct its address, or let the user of %s see it".formatted(token.name());
        }
        return "correct its address to that which is cloned";
    }

    private static Repository local() throws Unavailable {
        try {
            Path directory = Files.createTempDirectory("roadworthy-git-");
            Repository local = new FileRepositoryBuilder()
                    .setGitDir(directory.toFile())
                    .setBare()
                    .build();
            local.create(true);
            // Whoever is redirected would take the token along.
            local.getConfig().setString("http", null, "followRedirects", "false");
            return local;
        } catch (IOException e) {
            throw new Unavailable("a repository can't be downloaded to a temporary directory: " + e, e);
        }
    }
}
