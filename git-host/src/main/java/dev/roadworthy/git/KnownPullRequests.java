package dev.roadworthy.git;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.git.host.PullRequests;
import dev.roadworthy.git.host.PullRequests.Detail;
import dev.roadworthy.git.host.PullRequests.Listed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which pull request is for which intent. The host's list is read once, then only what is new in it: neither a branch nor
 * an intent ever changes. Forgetting all of it costs a reading, nothing else.
 */
final class KnownPullRequests {

    private final PullRequests host;
    private final Map<String, Long> byBranchEnding = new HashMap<>();
    private final Map<Digest, Long> byMarker = new HashMap<>();
    private long newest;

    KnownPullRequests(PullRequests host) {
        this.host = host;
    }

    /** The pull request of an intent, in whatever state; the first, should there be more. */
    Optional<Detail> find(Digest intent) throws Refused, Unavailable {
        Optional<Long> known = lookUp(intent);
        if (known.isEmpty()) {
            readOn();
            known = lookUp(intent);
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

    private synchronized void forget(Long number) {
        byBranchEnding.values().remove(number);
        byMarker.values().remove(number);
    }

    private synchronized Optional<Long> lookUp(Digest intent) {
        // A branch can't be copied into another pull request like a text.
        Long branch = byBranchEnding.get(BranchName.ending(intent));
        return Optional.ofNullable(branch != null ? branch : byMarker.get(intent));
    }

    private synchronized void readOn() throws Refused, Unavailable {
        for (Listed each : host.newerThan(newest)) {
            BranchName.endingOf(each.branch()).ifPresent(end -> byBranchEnding.merge(end, each.number(), Math::min));
            Marker.in(each.text()).ifPresent(marker -> byMarker.merge(marker.intent(), each.number(), Math::min));
            newest = Math.max(newest, each.number());
        }
    }
}
