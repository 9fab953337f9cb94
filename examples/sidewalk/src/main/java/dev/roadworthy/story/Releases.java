package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The parts about releases: held back, approved in Git, signed and packed. */
record Releases(Stage stage) {

    /** Of the model that passes. */
    static final String PASSED = "edge-release-b.yaml";

    /** Of one that passes, and is too slow on vehicles. */
    static final String SLOW = "edge-release-c.yaml";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    // Forty vehicles share this machine with all that they talk to.
    private static final Duration PATIENCE_ON_THE_ROAD = Duration.ofMinutes(10);

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
        String name = stage.declared(EdgeRelease.class, manifest).getMetadata().getName();
        String candidate = shown(stage.now(EdgeRelease.class, name));
        String commit = approve(manifest, candidate);
        EdgeReleaseStatus status = stage.watch()
                .says(EdgeRelease.class, name, "Published", "Published", PATIENCE)
                .getStatus();
        if (status.bundle() == null || status.signature() == null) {
            throw new StoryException(
                    "expected: a release that is published is signed and has a bundle%nseen: %s".formatted(status));
        }
        StoryException.unless(
                candidate.equals(status.candidate()), "candidate %s is released".formatted(candidate), status);
        return "approved in %s; release %d, bundle %s"
                .formatted(
                        commit.substring(0, 12),
                        status.signature().counter(),
                        Stage.brief(status.bundle().digest()));
    }

    /** Waits until every wave was healthy for its soak; then every vehicle's disk must have the bundle. */
    String rolledOut(String manifest, Scooters scooters) throws IOException, InterruptedException {
        EdgeRelease declared = stage.declared(EdgeRelease.class, manifest);
        EdgeRelease release = stage.ready(EdgeRelease.class, declared, PATIENCE_ON_THE_ROAD);
        String bundle = bundle(release);
        Map<String, String> running = scooters.running();
        StoryException.unless(
                running.values().stream().allMatch(bundle::equals),
                "each of %d vehicles runs %s by its own disk".formatted(scooters.size(), bundle),
                running);
        return said(release);
    }

    /**
     * Waits until the canary has exceeded a limit and no vehicle runs the release; then each must be back on what it had, by
     * its own disk.
     */
    String rolledBack(String manifest, Scooters scooters, Map<String, String> before)
            throws IOException, InterruptedException {
        String name = stage.declared(EdgeRelease.class, manifest).getMetadata().getName();
        EdgeRelease release = stage.watch().says(EdgeRelease.class, name, "RolledBack", PATIENCE_ON_THE_ROAD);
        long offered = Objects.requireNonNull(release.getStatus().rollout()).waves().stream()
                .mapToLong(EdgeReleaseStatus.WaveCount::offered)
                .max()
                .orElse(0);
        StoryException.unless(
                offered > 0 && offered < scooters.size(),
                "the canary alone was offered the release, of %d vehicles".formatted(scooters.size()),
                offered);
        Map<String, String> running = scooters.running();
        StoryException.unless(running.equals(before), "each vehicle runs what it ran before: " + before, running);
        return "%d of %d had it; %s".formatted(offered, scooters.size(), said(release));
    }

    private static String bundle(EdgeRelease release) {
        return Objects.requireNonNull(release.getStatus().bundle()).digest();
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
