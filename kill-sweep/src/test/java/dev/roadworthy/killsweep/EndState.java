package dev.roadworthy.killsweep;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Stage;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.killsweep.Vehicle.Load;
import dev.roadworthy.killsweep.Write.Kind;
import dev.roadworthy.testing.FakeCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What there is once a release has come to its end, without what is another one for each release (names, digests, times) and
 * how many vehicles ran it when the operator last looked, or when a limit was exceeded.
 *
 * @param conditions type, status, reason and message of each
 * @param stage how far it has come
 * @param counter its position in its line
 * @param jobs how many Jobs there are
 * @param pods how many pods there are
 * @param counters how many counters are claimed in its line
 * @param pullRequests titles of those that ever were
 * @param revert how its status says that the one for its end stands; empty where there is none
 * @param approvers whom the signed release names
 * @param payloads how many release statements are signed for its line
 * @param ledger what the ledger says that it has made, and of what, and how often that is rightly signed
 * @param told what the collector of lineage has of its run; what it has twice, and not with the same bytes, stands here twice
 * @param written of each kind of write how many different things it was about, also where the write was cut off
 * @param agreed whether its status names the statement that is signed, and the bundle of the line's campaign
 * @param vehicles how many of its line run what
 */
record EndState(
        List<String> conditions,
        Stage stage,
        long counter,
        int jobs,
        int pods,
        int counters,
        List<String> pullRequests,
        Optional<PullRequestState> revert,
        List<String> approvers,
        int payloads,
        List<String> ledger,
        List<String> told,
        Map<Kind, Integer> written,
        boolean agreed,
        Map<Load, Long> vehicles) {

    // Digests, commits, and the numbers of pull requests.
    private static final Pattern UNLIKE = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{40}|http[^ ]+/pulls/[0-9]+");
    private static final Pattern VEHICLES =
            Pattern.compile("[0-9]+ of [0-9]+ (vehicles run it, 0 failed)( [(][^)]*[)])?");
    private static final Pattern REPORTS = Pattern.compile("over [0-9]+ vehicles");

    /** As it is of a story that has come to its end. */
    static EndState of(Story story, List<Write> writes, Outside outside, TrustStore trust) throws Exception {
        ArtifactRoot artifacts = outside.artifacts();
        EdgeReleaseStatus status = story.release().getStatus();
        CampaignSummary campaign = outside.road().campaign(story.line());
        List<SignedRelease> signed = artifacts.signedReleases(story.line(), trust);
        List<Digest> payloads =
                signed.stream().map(SignedRelease::payloadDigest).toList();
        return new EndState(
                status.conditions().stream()
                        .map(condition -> text(condition, story.line()))
                        .sorted()
                        .toList(),
                status.rollout().stage(),
                status.signature().counter(),
                story.jobs().size(),
                story.pods(),
                artifacts.counters(story.line()).size(),
                story.pullRequests(),
                Optional.ofNullable(status.revert()).map(EdgeReleaseStatus.Revert::state),
                signed.stream()
                        .flatMap(release -> release.release().approval().approvers().stream())
                        .toList(),
                payloads.size(),
                artifacts.ledger(story.line(), trust),
                told(outside.collector(), story.line()),
                subjects(writes),
                payloads.equals(List.of(new Digest(status.signature().payload())))
                        && campaign.bundle().equals(new Digest(status.bundle().digest())),
                story.loads());
    }

    private static List<String> told(FakeCollector collector, String line) {
        return collector.bodies().stream()
                .filter(event -> event.at("/job/name").asText().equals("EdgeRelease/%s/pack".formatted(line)))
                .distinct()
                .map(event -> event.path("eventType").asText())
                .sorted()
                .toList();
    }

    private static String text(Condition condition, String line) {
        String named = condition.message().replace(line, "LINE");
        String undigested = UNLIKE.matcher(named).replaceAll("…");
        String uncounted = REPORTS.matcher(undigested).replaceAll("over … vehicles");
        return "%s is %s, %s: %s"
                .formatted(
                        condition.type(),
                        condition.status(),
                        condition.reason(),
                        VEHICLES.matcher(uncounted).replaceAll("… $1"));
    }

    private static Map<Kind, Integer> subjects(List<Write> writes) {
        Map<Kind, Set<String>> subjects = writes.stream()
                .collect(Collectors.groupingBy(Write::kind, Collectors.mapping(Write::subject, Collectors.toSet())));
        Map<Kind, Integer> counts = new TreeMap<>();
        subjects.forEach((kind, different) -> counts.put(kind, different.size()));
        return counts;
    }
}
