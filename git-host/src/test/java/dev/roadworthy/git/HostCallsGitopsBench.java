package dev.roadworthy.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.GitHost.Proposal;
import dev.roadworthy.controller.port.GitHost.State;
import dev.roadworthy.git.CountingProxy.Seen;
import dev.roadworthy.testing.GiteaServer;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What 200 releases ask a Git host in an hour while all of them wait for people who do nothing, beside the same where the host
 * sends all of it each time. Rounds are those of the reconciler, without the minute between them.
 */
class HostCallsGitopsBench {

    @RegisterExtension
    static final GiteaServer SERVER = new GiteaServer();

    @RegisterExtension
    static final Fleet FLEET = new Fleet(SERVER);

    private static final int RELEASES = 200;
    private static final long ROUNDS_AN_HOUR = Duration.ofHours(1).dividedBy(GitHost.LOOK);

    /**
     * An hour.
     *
     * @param calls of the API, and Git's
     * @param counted those that a host counts against a limit: all that it does not answer with "not modified"
     * @param bytes of the answers
     */
    private record Hour(long calls, long counted, long bytes) {

        static Hour of(List<Seen> round) {
            return new Hour(
                    round.size() * ROUNDS_AN_HOUR,
                    round.stream()
                                    .filter(seen -> seen.status() != HttpURLConnection.HTTP_NOT_MODIFIED)
                                    .count()
                            * ROUNDS_AN_HOUR,
                    round.stream().mapToLong(Seen::bytes).sum() * ROUNDS_AN_HOUR);
        }
    }

    @Test
    void atRest() throws Exception {
        List<Proposal> proposals = IntStream.range(0, RELEASES)
                .mapToObj(HostCallsGitopsBench::proposal)
                .toList();
        SERVER.api()
                .commit(
                        FLEET.name(),
                        "main",
                        "clusters/production/releases.yaml",
                        proposals.stream()
                                .map(proposal -> Fleet.BEFORE.replace(
                                        "name: sidewalk",
                                        "name: " + proposal.manifest().name()))
                                .collect(Collectors.joining("---\n")));
        GitHost operator = FLEET.operatorProcess();
        for (Proposal proposal : proposals) {
            operator.propose(proposal);
        }

        Hour ours = hour(true, proposals);
        Hour reference = hour(false, proposals);

        print("host-calls-200", ours.calls(), reference.calls());
        print("host-calls-counted-200", ours.counted(), reference.counted());
        print("host-bytes-200", ours.bytes(), reference.bytes());
    }

    /** What an operator that has seen all of it once asks from then on. */
    private static Hour hour(boolean tags, List<Proposal> proposals) throws Exception {
        ManifestRepository repository = FLEET.configured(Optional.empty());
        try (CountingProxy proxy = new CountingProxy(repository.url(), tags)) {
            GitHost operator = FLEET.operatorProcess(
                    FLEET.configured(proxy.of(repository.url()), Optional.empty()), InstantSource.system());
            look(operator, proposals);
            proxy.take();
            look(operator, proposals);
            return Hour.of(proxy.take());
        }
    }

    private static void look(GitHost operator, List<Proposal> proposals) throws Exception {
        for (Proposal proposal : proposals) {
            assertThat(Fleet.pullRequest(operator.propose(proposal)).state()).isEqualTo(State.OPEN);
        }
    }

    private static void print(String name, long ours, long reference) {
        System.out.printf(
                Locale.ROOT,
                "ratio %s %.4f (ours %d an hour, reference %d an hour)%n",
                name,
                (double) ours / reference,
                ours,
                reference);
    }

    private static Proposal proposal(int number) {
        ManifestRef manifest = new ManifestRef("roadworthy.dev/v1alpha1", "Release", "fleet", "sidewalk-" + number);
        return new Proposal(
                Digest.of(manifest.name().getBytes(StandardCharsets.UTF_8)),
                manifest,
                Fleet.PROPOSAL.field(),
                Fleet.PROPOSAL.value(),
                "Release " + manifest.name(),
                "It *passed*.");
    }
}
