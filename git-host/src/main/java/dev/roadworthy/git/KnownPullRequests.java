package dev.roadworthy.git;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.host.PullRequests;
import dev.roadworthy.git.host.PullRequests.Detail;
import dev.roadworthy.git.host.PullRequests.Listed;
import dev.roadworthy.git.host.PullRequests.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pull request is for which intent. The host's list is read once, then only what is new in it: neither a branch nor
 * an intent nor an author ever changes. Forgetting all of it costs a reading, nothing else.
 *
 * <p>Whoever may write to the repository can copy our marker into a pull request, or open one from our branch. So one is
 * ours only where the user of the token has opened it.
 */
final class KnownPullRequests {

    private static final Logger LOG = LoggerFactory.getLogger(KnownPullRequests.class);

    private final PullRequests host;
    private final Map<String, List<Claim>> byBranchEnding = new HashMap<>();
    private final Map<Digest, List<Claim>> byMarker = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private long newest;

    KnownPullRequests(PullRequests host) {
        this.host = host;
    }

    /**
     * A pull request that says to be for an intent.
     *
     * @param author who opened it
     */
    record Claim(long number, User author) {

        @Override
        public String toString() {
            return "#%d of %s".formatted(number, author.name().isEmpty() ? "a user who is gone" : author.name());
        }
    }

    /** Our pull request of an intent, in whatever state; the first, should there be more. */
    Optional<Detail> find(Digest intent) throws Refused, Unavailable {
        User self = host.self();
        Optional<Long> known = lookUp(intent, self);
        if (known.isEmpty()) {
            readOn();
            tellOthers(intent, self);
            known = lookUp(intent, self);
        }
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<Detail> there = host.read(known.get());
        if (there.isEmpty()) {
            forget(known.get()); // An administrator has deleted it.
        }
        return there;
    }

    /** Those from the branch of an intent that somebody else has opened. */
    List<Claim> others(Digest intent) throws Refused, Unavailable {
        return others(intent, host.self());
    }

    private synchronized List<Claim> others(Digest intent, User self) {
        return claims(byBranchEnding, BranchName.ending(intent))
                .filter(claim -> !claim.author().is(self))
                .toList();
    }

    private synchronized void forget(long number) {
        Stream.concat(byBranchEnding.values().stream(), byMarker.values().stream())
                .forEach(claims -> claims.removeIf(claim -> claim.number() == number));
    }

    private synchronized Optional<Long> lookUp(Digest intent, User self) {
        // A branch can't be copied into another pull request like a text.
        return first(claims(byBranchEnding, BranchName.ending(intent)), self)
                .or(() -> first(claims(byMarker, intent), self));
    }

    private static Optional<Long> first(Stream<Claim> claims, User self) {
        return claims.filter(claim -> claim.author().is(self))
                .map(Claim::number)
                .min(Comparator.naturalOrder());
    }

    private static <K> Stream<Claim> claims(Map<K, List<Claim>> by, K key) {
        return by.getOrDefault(key, List.of()).stream();
    }

    private synchronized void tellOthers(Digest intent, User self) {
        Stream.concat(claims(byBranchEnding, BranchName.ending(intent)), claims(byMarker, intent))
                .filter(claim -> !claim.author().is(self) && told.add(claim.number()))
                .forEach(claim -> LOG.warn(
                        "Pull request {} says to be for intent {}, and {}, the user of the token, has not opened it; nothing"
                                + " in it counts",
                        claim,
                        intent,
                        self.name()));
    }

    private synchronized void readOn() throws Refused, Unavailable {
        for (Listed each : host.newerThan(newest)) {
            Claim claim = new Claim(each.number(), each.author());
            BranchName.endingOf(each.branch()).ifPresent(ending -> add(byBranchEnding, ending, claim));
            Marker.in(each.text()).ifPresent(marker -> add(byMarker, marker.intent(), claim));
            newest = Math.max(newest, each.number());
        }
    }

    private static <K> void add(Map<K, List<Claim>> by, K key, Claim claim) {
        List<Claim> claims = by.computeIfAbsent(key, missing -> new ArrayList<>());
        if (!claims.contains(claim)) {
            claims.add(claim);
        }
    }
}
