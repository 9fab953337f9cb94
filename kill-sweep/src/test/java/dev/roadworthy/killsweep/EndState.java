package dev.roadworthy.killsweep;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Rollout;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.killsweep.Write.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What there is once a release has come to its end, without what is another one for each release: names, digests, times.
 *
 * @param conditions type, status, reason and message of each
 * @param rollout the stage, and the vehicles of the last wave
 * @param counter its position in its line
 * @param jobs how many Jobs there are
 * @param pods how many pods there are
 * @param counters how many counters are claimed in its line
 * @param payloads how many release statements are signed for its line
 * @param written of each kind of write how many different things it was about, also where the write was cut off
 * @param agreed whether its status names the statement that is signed, and the bundle of the line's campaign
 */
record EndState(
        List<String> conditions,
        String rollout,
        long counter,
        int jobs,
        int pods,
        int counters,
        int payloads,
        Map<Kind, Integer> written,
        boolean agreed) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** As it is of a story that has come to its end. */
    static EndState of(Story story, List<Write> writes, ArtifactRoot artifacts, Road road, TrustStore trust) {
        EdgeReleaseStatus status = story.release().getStatus();
        List<Digest> payloads = artifacts.signedReleases(story.line(), trust);
        return new EndState(
                status.conditions().stream()
                        .map(condition -> text(condition, story.line()))
                        .sorted()
                        .toList(),
                text(status.rollout()),
                status.signature().counter(),
                story.jobs().size(),
                story.pods(),
                artifacts.counters(story.line()).size(),
                payloads.size(),
                subjects(writes),
                payloads.equals(List.of(new Digest(status.signature().payload())))
                        && road.campaign(story.line()).equals(status.bundle().digest()));
    }

    private static String text(Condition condition, String line) {
        String message = DIGEST.matcher(condition.message()).replaceAll("…").replace(line, "LINE");
        return "%s is %s, %s: %s".formatted(condition.type(), condition.status(), condition.reason(), message);
    }

    private static String text(Rollout rollout) {
        WaveCount last = rollout.waves().getLast();
        return "%s, wave %s: %d targeted, %d offered, %d installed, %d verified, %d failed, %d unreachable"
                .formatted(
                        rollout.stage(),
                        rollout.wave(),
                        last.targeted(),
                        last.offered(),
                        last.installed(),
                        last.verified(),
                        last.failed(),
                        last.unreachable());
    }

    private static Map<Kind, Integer> subjects(List<Write> writes) {
        Map<Kind, Set<String>> subjects = writes.stream()
                .collect(Collectors.groupingBy(Write::kind, Collectors.mapping(Write::subject, Collectors.toSet())));
        Map<Kind, Integer> counts = new TreeMap<>();
        subjects.forEach((kind, different) -> counts.put(kind, different.size()));
        return counts;
    }
}
