package dev.roadworthy.git.webhook;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.git.access.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** The webhook of a repository: tells what of its host is from what somebody else sends. */
public final class Webhook {

    private final String path;
    private final Proof proof;
    private final SecretFile secret;
    private final Set<String> namespaces;
    private final InstantSource clock;
    private final RecentDigests genuine = new RecentDigests();

    /**
     * As configured.
     *
     * @param path what its address ends in: the repository's full path at its host, for example {@code vision/fleet}
     * @param proof how the host proves that a delivery is its own
     * @param secret that host and operator share, read for each delivery
     * @param namespaces whose manifests the repository holds; empty for all that no other repository does
     */
    public Webhook(String path, Proof proof, Path secret, Set<String> namespaces, InstantSource clock) {
        this.path = path;
        this.proof = proof;
        this.secret = new SecretFile(secret, "webhook secret");
        this.namespaces = Set.copyOf(namespaces);
        this.clock = clock;
    }

    public String path() {
        return path;
    }

    public Set<String> namespaces() {
        return namespaces;
    }

    /** Whether a delivery has what would prove it; else its body need not be read. */
    public boolean isFor(Headers headers) {
        return proof.isOffered(headers);
    }

    /**
     * Judges a delivery. What it says is read only once it is known to be the host's.
     *
     * @throws Refused where the secret cannot be read. The message never holds it
     */
    public Verdict judge(Headers headers, byte[] body) throws Refused {
        if (!proof.holds(secret.read(), headers, body, clock.instant())) {
            return new Verdict.Forged();
        }
        try {
            // A form that is not understood may come again: whoever sets the webhook tries.
            var number = PullRequestNumber.of(proof, body);
            if (!genuine.add(Digest.of(body))) {
                return new Verdict.Repeated();
            }
            return number.isPresent() ? new Verdict.Changed(number.getAsLong()) : new Verdict.Nothing();
        } catch (IOException e) {
            return new Verdict.NoJson();
        }
    }
}
