package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import java.io.IOException;
import java.time.Duration;

/** The parts about releases: held back, approved in Git, signed and packed. */
record Releases(Stage stage) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Declares a release of a model that failed a gate. */
    String heldBack(String manifest) throws IOException, InterruptedException {
        String name = name(manifest);
        EdgeRelease release = stage.watch().says(EdgeRelease.class, name, "GateFailed", PATIENCE);
        EdgeReleaseStatus status = release.getStatus();
        StoryException.unless(
                Watch.isTrue(Watch.conditions(release), "Stalled")
                        && status.candidate() == null
                        && status.signature() == null
                        && status.bundle() == null,
                "a release of a model that failed has no candidate, and nothing is signed",
                status);
        return said(release);
    }

    /** Declares a release, which must show what there is to approve. */
    String candidate(String manifest) throws IOException, InterruptedException {
        EdgeRelease release = stage.watch().says(EdgeRelease.class, name(manifest), "ApprovalPending", PATIENCE);
        StoryException.unless(
                release.getStatus().signature() == null,
                "nothing is signed before the approval",
                release.getStatus().signature());
        return "candidate " + Stage.brief(shown(release));
    }

    /** Approves something else, as after a change that nobody looked at. */
    String wronglyApproved(String manifest) throws IOException, InterruptedException {
        approve(manifest, "sha256:" + "0".repeat(64));
        EdgeRelease release = stage.watch().says(EdgeRelease.class, name(manifest), "ApprovalMismatch", PATIENCE);
        StoryException.unless(
                release.getStatus().signature() == null && release.getStatus().bundle() == null,
                "nothing is signed on another approval",
                release.getStatus());
        return said(release);
    }

    /** Approves the candidate by a commit, and waits for the bundle. */
    String approved(String manifest) throws IOException, InterruptedException {
        EdgeRelease declared = stage.declared(EdgeRelease.class, manifest);
        String candidate =
                shown(stage.now(EdgeRelease.class, declared.getMetadata().getName()));
        String commit = approve(manifest, candidate);
        EdgeRelease release = stage.ready(EdgeRelease.class, declared, PATIENCE);
        EdgeReleaseStatus status = release.getStatus();
        if (status.bundle() == null || status.signature() == null) {
            throw new StoryException(
                    "expected: a release that is Ready is signed and has a bundle%nseen: %s".formatted(status));
        }
        StoryException.unless(
                candidate.equals(status.candidate()), "candidate %s is released".formatted(candidate), status);
        return "approved in %s; release %d, bundle %s"
                .formatted(
                        commit.substring(0, 12),
                        status.signature().counter(),
                        Stage.brief(status.bundle().digest()));
    }

    private String approve(String manifest, String digest) throws IOException, InterruptedException {
        String commit = stage.git()
                .change(
                        manifest,
                        "Approve " + digest,
                        text -> text.replaceFirst("(?m)^  approval: .*\\R", "")
                                + "  approval: {digest: \"%s\"}\n".formatted(digest));
        stage.apply(EdgeRelease.class, manifest);
        return commit;
    }

    private String name(String manifest) throws IOException, InterruptedException {
        return stage.apply(EdgeRelease.class, manifest).getMetadata().getName();
    }

    private static String shown(EdgeRelease release) {
        String candidate = release.getStatus().candidate();
        if (candidate == null) {
            throw new StoryException("expected: a candidate to approve%nseen: %s".formatted(said(release)));
        }
        return candidate;
    }

    private static String said(EdgeRelease release) {
        Condition ready = Watch.find(Watch.conditions(release), "Ready").orElseThrow();
        return "%s: %s".formatted(ready.reason(), ready.message());
    }
}
