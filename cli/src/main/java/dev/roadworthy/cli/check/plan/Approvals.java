package dev.roadworthy.cli.check.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.cli.check.plan.Candidates.Known;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.release.ReleaseInput;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what a release's manifest approves is the candidate that it has after a merge. */
public final class Approvals {

    private static final String DIGEST = "/approval/digest";

    private final Folder before;
    private final Live live;
    private final Candidates earlier;
    private final Candidates later;

    private Approvals(Folder before, Live live, Candidates earlier, Candidates later) {
        this.before = before;
        this.live = live;
        this.earlier = earlier;
        this.later = later;
    }

    /** Of two revisions, and of what a cluster knows. */
    public static Approvals of(Folder before, Folder after, Live live) {
        return of(before, after, live, new Differences(before, after, live));
    }

    static Approvals of(Folder before, Folder after, Live live, Differences differences) {
        return new Approvals(
                before,
                live,
                new Candidates(before, live, new Resolution(before, live, name -> true), name -> true),
                new Candidates(after, live, differences.resolution(), differences::isUntouched));
    }

    /** What an approval is worth after a merge. */
    public sealed interface Verdict {

        /** There is none. */
        record None() implements Verdict {}

        /** What it was before: it is of the candidate, or the merge has nothing to do with it. */
        record Holds() implements Verdict {}

        /**
         * It is not of the candidate.
         *
         * @param candidate the one after the merge; empty where only that it is another one than before is known
         */
        record Other(Optional<Digest> candidate) implements Verdict {}

        /**
         * Nobody can say before there are results, or without a cluster.
         *
         * @param names that may come to something else than was approved
         */
        record Unknown(List<Target> names) implements Verdict {}
    }

    /**
     * What the approval of a release is worth.
     *
     * @param release of the later revision
     */
    public Verdict verdict(Declared release) {
        JsonNode approved = release.spec().at(DIGEST);
        if (!approved.isTextual()) {
            return new Verdict.None();
        }
        @Nullable Declared old = before.objects().get(release.name());
        boolean signed;
        Known now;
        @Nullable Known was;
        try {
            signed = isSigned(release);
            now = later.of(release);
            was = old == null ? null : earlier.of(old);
        } catch (NullPointerException | IllegalArgumentException e) {
            // The records take what the API server lets through, and this is not; what is no release approves nothing.
            return new Verdict.None();
        }
        if (signed) {
            // Who approved it is asked once, before that.
            return new Verdict.Holds();
        }
        return old == null || was == null
                ? first(approved.asText(), now)
                : changed(approved.asText(), old, was, release, now);
    }

    private boolean isSigned(Declared release) {
        Digest released = ReleaseInput.released(Inputs.read(release.spec(), EdgeReleaseSpec.class));
        return live.status(release.name(), EdgeReleaseStatus.class)
                .map(EdgeReleaseStatus::signature)
                .map(Signature::spec)
                .filter(released.value()::equals)
                .isPresent();
    }

    private static Verdict first(String approved, Known now) {
        return now.known()
                ? exact(approved, now)
                : new Verdict.Unknown(List.copyOf(now.evidence().keySet()));
    }

    private static Verdict exact(String approved, Known now) {
        Digest candidate = now.candidate().digest();
        return candidate.value().equals(approved) ? new Verdict.Holds() : new Verdict.Other(Optional.of(candidate));
    }

    private static Verdict changed(String approved, Declared old, Known was, Declared release, Known now) {
        boolean same = was.candidate().equals(now.candidate());
        boolean stays = old.spec().at(DIGEST).equals(release.spec().at(DIGEST));
        if (same && old.spec().equals(release.spec())) {
            return new Verdict.Holds();
        }
        if (now.known()) {
            return exact(approved, now);
        }
        if (stays && (same || isSameRelease(old, release))) {
            return new Verdict.Holds();
        }
        boolean wasApproved = !was.known() || was.candidate().digest().value().equals(approved);
        return stays && wasApproved && isAnother(was, now)
                ? new Verdict.Other(Optional.empty())
                : new Verdict.Unknown(unlike(was, now));
    }

    /** Whether the manifest asks for the same: then what it names may change, and the plan tells that. */
    private static boolean isSameRelease(Declared old, Declared release) {
        return Inputs.of(Kind.EDGE_RELEASE, old.spec()).equals(Inputs.of(Kind.EDGE_RELEASE, release.spec()));
    }

    /** Whether the candidates differ in what a manifest says itself: compatibility, or the gates of the same reports. */
    private static boolean isAnother(Known was, Known now) {
        return !was.candidate().compatibility().equals(now.candidate().compatibility())
                || (was.candidate().model().equals(now.candidate().model())
                        && was.candidate().evaluations().equals(now.candidate().evaluations()));
    }

    private static List<Target> unlike(Known was, Known now) {
        List<Target> come = without(now.evidence(), was.evidence().values());
        List<Target> go = without(was.evidence(), now.evidence().values());
        return come.isEmpty() ? go.isEmpty() ? List.copyOf(now.evidence().keySet()) : go : come;
    }

    private static List<Target> without(Map<Target, Digest> evidence, Collection<Digest> known) {
        return evidence.entrySet().stream()
                .filter(each -> !known.contains(Objects.requireNonNull(each.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
