package dev.roadworthy.git;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.access.AppKey;
import dev.roadworthy.git.access.Token;
import dev.roadworthy.git.access.TokenFile;
import dev.roadworthy.git.host.Dialect;
import dev.roadworthy.git.host.GitHubApp;
import dev.roadworthy.git.host.GitLab;
import dev.roadworthy.git.host.PullRequests;
import dev.roadworthy.git.host.RestPullRequests;
import dev.roadworthy.git.repository.RemoteRepository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The repositories that the objects of a cluster's namespaces come from. */
public final class NamespacedGitHost implements GitHost {

    private static final int LOCKS = 64;

    private final Map<String, Proposals> byNamespace = new HashMap<>();
    private final @Nullable Proposals others;
    private final boolean approveByField;
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    /**
     * As configured.
     *
     * @param approveByField whether a namespace without a repository approves by the field of the spec alone
     * @param patience for each request to a host
     * @throws IllegalArgumentException where two repositories serve the same namespace
     */
    public NamespacedGitHost(
            List<ManifestRepository> repositories, boolean approveByField, InstantSource clock, Duration patience) {
        Proposals rest = null;
        for (ManifestRepository repository : repositories) {
            Proposals proposals = proposals(repository, clock, patience);
            boolean twice = repository.namespaces().isEmpty() && rest != null;
            if (repository.namespaces().isEmpty()) {
                rest = proposals;
            }
            for (String namespace : repository.namespaces()) {
                twice |= byNamespace.put(namespace, proposals) != null;
            }
            if (twice) {
                throw new IllegalArgumentException(
                        "%s serves a namespace that another repository does, too; one repository per namespace"
                                .formatted(repository.url()));
            }
        }
        others = rest;
        this.approveByField = approveByField;
    }

    private static Proposals proposals(ManifestRepository repository, InstantSource clock, Duration patience) {
        Token token =
                switch (repository.host().credentials()) {
                    case TokenFile file -> file;
                    case AppKey app -> new GitHubApp(repository.api(), app, repository.name(), patience, clock);
                };
        PullRequests pullRequests =
                switch (repository.host().kind()) {
                    case GITEA -> rest(Dialect.GITEA, repository, token, clock, patience);
                    case GITHUB -> rest(Dialect.GITHUB, repository, token, clock, patience);
                    case GITLAB -> new GitLab(repository.api(), repository.project(), token, patience, clock);
                };
        RemoteRepository git = new RemoteRepository(repository.url(), token, patience);
        return new Proposals(repository, git, pullRequests, clock);
    }

    private static PullRequests rest(
            Dialect dialect, ManifestRepository repository, Token token, InstantSource clock, Duration patience) {
        return new RestPullRequests(
                dialect, repository.api(), repository.owner(), repository.name(), token, patience, clock);
    }

    @Override
    public Approvals approvals(String namespace) {
        if (byNamespace.getOrDefault(namespace, others) != null) {
            return Approvals.BY_PULL_REQUEST;
        }
        return approveByField ? Approvals.BY_FIELD : Approvals.NONE;
    }

    @Override
    public Answer propose(Proposal proposal) throws Refused, Unavailable {
        Proposals proposals = proposals(proposal.manifest().namespace());
        Lock lock = lock(proposal.intent());
        lock.lock();
        try {
            return proposals.propose(proposal);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<PullRequest> withdraw(String namespace, Digest intent, String why) throws Refused, Unavailable {
        Proposals proposals = proposals(namespace);
        Lock lock = lock(intent);
        lock.lock();
        try {
            return proposals.withdraw(intent, why);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isMember(String namespace, String team, String user) throws Refused, Unavailable {
        return proposals(namespace).isMember(team, user);
    }

    @Override
    public Signature signature(String namespace, String commit) throws Refused, Unavailable {
        return proposals(namespace).signature(commit);
    }

    private Proposals proposals(String namespace) throws Refused {
        Proposals proposals = byNamespace.getOrDefault(namespace, others);
        if (proposals == null) {
            throw new Refused("no Git repository is configured for namespace '%s'; add it to the namespaces of one"
                    .formatted(namespace));
        }
        return proposals;
    }

    /** One at a time for each intent. */
    private Lock lock(Digest intent) {
        return locks.get(Math.floorMod(intent.hashCode(), LOCKS));
    }
}
