package dev.roadworthy.story;

import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Approver;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * People decide at a Git host: releases are committed there, Argo CD applies them, and what the operator asks for by pull requests is
 * reviewed by one and merged by another.
 */
final class DecidedByReview implements Decisions, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    // Where tools/gitops tells the operator and Argo CD that manifests lie.
    private static final String FOLDER = "line/";

    private final Stage stage;
    private final Releases releases;
    private final FleetApplication argo;
    private final FleetRepository git;
    private boolean applied;

    private DecidedByReview(Stage stage, Releases releases, FleetApplication argo, FleetRepository git) {
        this.stage = stage;
        this.releases = releases;
        this.argo = argo;
        this.git = git;
    }

    /**
     * Starts with an empty repository at the host that tools/gitops brings.
     *
     * @param application manifest of the Application
     */
    static DecidedByReview start(Stage stage, Releases releases, Path application) throws Exception {
        KubernetesClient client = stage.client();
        stage.board().progress("clearing what Argo CD applied for an earlier story");
        FleetApplication argo = new FleetApplication(client, application);
        argo.delete();
        return new DecidedByReview(stage, releases, argo, FleetRepository.create(client));
    }

    @Override
    public void ask() throws Exception {
        stage.board().chapter("its release is committed, and waits", () -> committed(Releases.PASSED));
    }

    @Override
    public void decide(Scooters scooters) throws Exception {
        Board board = stage.board();
        board.chapter("people review and merge", () -> merged(Releases.PASSED));
        board.chapter("a canary takes it, then all", () -> releases.rolledOut(Releases.PASSED, scooters));
        board.chapter("Argo CD finds it Healthy", () -> healthy(Releases.PASSED));
        Map<String, String> before = scooters.running();
        board.chapter("the other release is committed", () -> committed(Releases.SLOW));
        board.chapter("people review and merge it, too", () -> merged(Releases.SLOW));
        board.chapter(
                "its canary is too slow, and returns", () -> releases.rolledBack(Releases.SLOW, scooters, before));
        board.chapter("Argo CD finds it Degraded", () -> degraded(Releases.SLOW));
        board.chapter("people merge its end", () -> ended(Releases.SLOW));
        board.chapter("nothing else was ever out of sync", this::inSync);
    }

    /** Commits a release; Argo CD applies it, and it shows the pull request that it waits for. */
    private String committed(String manifest) throws Exception {
        String name = name(manifest);
        String commit = git.commit(
                "Release " + name,
                Map.of(FOLDER + manifest, Files.readString(stage.git().manifest(manifest))),
                Set.of());
        argo.log().changed(commit, object(name));
        if (applied) {
            argo.refresh();
        } else {
            argo.create();
            applied = true;
        }
        EdgeReleaseStatus status = stage.watch()
                .says(EdgeRelease.class, name, "ApprovalPending", PATIENCE)
                .getStatus();
        argo.awaitSynced(commit, "Suspended");
        String pullRequest = Objects.requireNonNull(status.approval()).pullRequest();
        String health = argo.health(object(name));
        StoryException.unless(
                health.startsWith("Suspended: ") && health.contains(pullRequest) && status.signature() == null,
                "it is Suspended, names its pull request %s, and nothing is signed".formatted(pullRequest),
                health);
        return "%s is Synced and Suspended: review and merge %s".formatted(brief(commit), pullRequest);
    }

    /** Somebody reviews the pull request that asks for an approval, and another merges it; then it is signed and packed. */
    private String merged(String manifest) throws Exception {
        String name = name(manifest);
        String merge = merge(
                name,
                Objects.requireNonNull(status(name).approval(), "the pull request")
                        .pullRequest());
        EdgeReleaseStatus status = stage.watch()
                .says(EdgeRelease.class, name, "Published", "Published", PATIENCE)
                .getStatus();
        EdgeReleaseStatus.Approval given = Objects.requireNonNull(status.approval());
        List<String> approvers = Objects.requireNonNull(given.approvers(), "approvers").stream()
                .map(Approver::name)
                .toList();
        StoryException.unless(
                merge.equals(given.commit())
                        && approvers.equals(List.of(git.reviewer().name())),
                "%s approved what %s merged".formatted(git.reviewer().name(), merge),
                given);
        return "approved by %s, merged as %s; release %d, bundle %s"
                .formatted(
                        approvers.getFirst(),
                        brief(merge),
                        Objects.requireNonNull(status.signature()).counter(),
                        Stage.brief(Objects.requireNonNull(status.bundle()).digest()));
    }

    private String healthy(String manifest) throws IOException {
        String name = name(manifest);
        argo.awaitSynced(
                Objects.requireNonNull(
                        Objects.requireNonNull(status(name).approval()).commit()),
                "Healthy");
        return argo.health(object(name));
    }

    private String degraded(String manifest) throws IOException {
        String name = name(manifest);
        await("the pull request that ends it")
                .atMost(PATIENCE)
                .until(
                        () -> argo.health(object(name)),
                        health -> health.startsWith("Degraded: ") && health.contains("/pulls/"));
        return argo.health(object(name));
    }

    /** The operator's pull request ends in Git what vehicles gave back. */
    private String ended(String manifest) throws Exception {
        String name = name(manifest);
        String merge = merge(
                name,
                Objects.requireNonNull(status(name).revert(), "the pull request")
                        .pullRequest());
        stage.watch().says(EdgeRelease.class, name, "Ended", PATIENCE);
        argo.awaitSynced(merge, "Healthy");
        String text = git.text(FOLDER + manifest);
        StoryException.unless(text.contains("aborted: true"), "its manifest ends it", text);
        return "merged as %s; %s".formatted(brief(merge), argo.health(object(name)));
    }

    private String inSync() {
        List<SyncLog.Seen> unexplained = argo.log().unexplained();
        StoryException.unless(
                argo.log().size() > 0 && unexplained.isEmpty(),
                "only a commit puts an object out of sync",
                unexplained);
        return "Argo CD said %d times how an object stands".formatted(argo.log().size());
    }

    /** Approves and merges, and has Argo CD look, as the host's webhook would. */
    private String merge(String name, String pullRequest) throws Exception {
        String merge = git.approveAndMerge(pullRequest.substring(pullRequest.lastIndexOf('/') + 1));
        argo.log().changed(merge, object(name));
        argo.refresh();
        return merge;
    }

    private EdgeReleaseStatus status(String name) {
        return stage.now(EdgeRelease.class, name).getStatus();
    }

    private String name(String manifest) throws IOException {
        return stage.declared(EdgeRelease.class, manifest).getMetadata().getName();
    }

    private static String object(String name) {
        return "EdgeRelease/" + name;
    }

    private static String brief(String commit) {
        return commit.substring(0, 12);
    }

    @Override
    public List<String> next() {
        return List.of(
                "tools/cluster run kubectl -n argocd describe applications.argoproj.io fleet    # Argo CD's core has no pages",
                "tools/cluster run kubectl -n gitea port-forward service/gitea 3000    # http://localhost:3000/perception/fleet/pulls",
                "tools/cluster run kubectl -n gitea get secret gitea-administrator -o jsonpath={.data.password} | base64 -d"
                        + "    # to log in there as administrator",
                "open a pull request that sets spec.rollout.paused in a manifest, merge it, and see Argo CD apply it");
    }

    @Override
    public void close() {
        argo.close();
        git.close();
    }
}
