package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.WaveCount;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.BundleManifest;
import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary.State;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.StepResult;
import dev.roadworthy.controller.port.FakeAnnouncer;
import dev.roadworthy.controller.port.FakeArtifactStore;
import dev.roadworthy.controller.port.FakeFleet;
import dev.roadworthy.controller.port.FakeGitHost;
import dev.roadworthy.controller.port.FakeReleaseSigner;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHostEvents;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.HealthFixture;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.PodActor;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EdgeReleases on a real API server with upstream's scheduler and Job controller; the test plays the kubelet. */
@RealApiServer
class EdgeReleaseReconcilerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ROLLOUT =
            "rollout: {waves: [{name: canary, percent: 20, soak: 1s}, {name: all, percent: 100}]}";

    private final FakeArtifactStore store = new FakeArtifactStore();
    private final FakeAnnouncer announcer = new FakeAnnouncer();
    private final FakeReleaseSigner signer = new FakeReleaseSigner();
    private final FakeFleet fleet = new FakeFleet();
    private final FakeGitHost gitHost = new FakeGitHost(GitHost.Approvals.BY_FIELD);
    private final ArtifactRef model = store.put(EdgeReleases.MODEL);
    private final List<Consumer<GitHostEvents.Change>> listeners = new CopyOnWriteArrayList<>();
    private final GitHostEvents gitHostEvents = listeners::add;
    private Cluster cluster;
    private PodActor pods;
    private Operator operator;

    @BeforeEach
    void start(Cluster cluster) {
        this.cluster = cluster;
        pods = new PodActor(cluster);
        pods.offerNode("cpus", Map.of());
        startOperator();
    }

    @AfterEach
    void stop() {
        operator.stop();
        for (Class<? extends HasMetadata> kind : List.of(EdgeRelease.class, Evaluation.class, TrainingRun.class)) {
            cluster.client().resources(kind).inNamespace(cluster.namespace()).delete();
        }
        // Garbage collection takes half a minute to learn of a new kind; the next test needs a clean namespace now.
        cluster.client().batch().v1().jobs().inNamespace(cluster.namespace()).delete();
        await().atMost(PATIENCE).until(() -> jobs().isEmpty());
    }

    @Test
    void anApprovedCandidateIsSignedAndPackedOnceHoweverOftenItIsApplied() {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        EdgeRelease pending = awaitReason("ApprovalPending");
        HealthFixture.hold(pending, "approval-pending");

        EdgeRelease approved = EdgeReleases.approving(candidate(pending));
        apply(approved);
        pack();
        EdgeRelease ready = awaitReason("Published");
        HealthFixture.hold(ready, "published");

        assertThat(ready.getStatus().signature().counter()).isEqualTo(1);
        assertThat(condition(ready, "Gated").status()).isEqualTo(Status.True);
        assertThat(condition(ready, "Approved").status()).isEqualTo(Status.True);
        assertThat(condition(ready, "Published").status()).isEqualTo(Status.True);
        String version = ready.getMetadata().getResourceVersion();
        for (int i = 0; i < 100; i++) {
            apply(approved);
        }
        operator.stop();
        startOperator();
        apply(named("other", EdgeReleases.release("")));
        awaitReason("other", "ApprovalPending");
        assertThat(jobs()).hasSize(1);
        assertThat(signer.releases()).isEqualTo(1);
        assertThat(store.recorded()).as("the release and its bundle").hasSize(2);
        assertThat(current("sidewalk-1").getMetadata().getResourceVersion())
                .as("no write after the first")
                .isEqualTo(version);
        operator.stop();
        apply(EdgeReleases.release("approval: {digest: '%s'}%n%s".formatted(candidate(pending), ROLLOUT)));
        HealthFixture.hold(current("sidewalk-1"), "changed");
        startOperator();
    }

    @Test
    void aFailedGateKeepsAReleaseFromVehiclesUntilItPasses() {
        trained();
        judged(EvaluationStatus.Verdict.Failed);
        apply(EdgeReleases.release(""));

        EdgeRelease stalled = awaitReason("GateFailed");
        HealthFixture.hold(stalled, "gate-failed");
        assertThat(Conditions.isTrue(stalled.getStatus().conditions(), "Stalled"))
                .isTrue();
        assertThat(condition(stalled, "Ready").message()).contains("sidewalk-a-test", "the verdict in a sentence");
        assertThat(stalled.getStatus().candidate()).isNull();

        judged(EvaluationStatus.Verdict.Passed);
        awaitReason("ApprovalPending");
        assertThat(signer.releases()).isZero();
    }

    @Test
    void anApprovalOfWhatIsNotTheCandidateSignsNothing() {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.approving(Digest.of(new byte[] {1}).value()));

        EdgeRelease refused = awaitReason("ApprovalMismatch");
        HealthFixture.hold(refused, "approval-mismatch");

        assertThat(condition(refused, "Approved").status()).isEqualTo(Status.False);
        assertThat(signer.releases()).isZero();
        assertThat(jobs()).isEmpty();
    }

    @Test
    void onePullRequestAsksForTheApprovalAndItsMergeBringsWhoGaveIt() {
        gitHost.approveBy(GitHost.Approvals.BY_PULL_REQUEST);
        gitHost.setAway(true);
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        HealthFixture.hold(awaitReason("GitHostUnavailable"), "git-host-unavailable");
        gitHost.setAway(false);

        EdgeRelease asking = awaitReason("ApprovalPending");
        HealthFixture.hold(asking, "approval-asked");
        String candidate = candidate(asking);
        assertThat(asking.getStatus().approval().pullRequest()).endsWith("/pulls/1");
        operator.stop();
        startOperator();
        apply(EdgeReleases.approving(candidate));
        HealthFixture.hold(awaitReason("ApprovalUnreviewed"), "approval-unreviewed");
        assertThat(signer.releases()).isZero();

        gitHost.approve(gitHost.pullRequests().getFirst(), "alice");
        gitHost.merge(gitHost.pullRequests().getFirst(), "bob");
        apply(EdgeReleases.release("approval: {digest: '%s', approvers: [alice]}".formatted(candidate)));
        pack();

        EdgeRelease ready = awaitReason("Published");
        assertThat(ready.getStatus().approval().approvers())
                .extracting(EdgeReleaseStatus.Approver::name)
                .containsExactly("alice");
        assertThat(gitHost.pullRequests()).hasSize(1);
        assertThat(signer.releases()).isEqualTo(1);
    }

    @Test
    void thePullRequestOfTheNextReleaseSetsItBesideTheOneBefore() {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        apply(EdgeReleases.approving(candidate(awaitReason("ApprovalPending"))));
        pack();
        awaitReason("Published");
        gitHost.approveBy(GitHost.Approvals.BY_PULL_REQUEST);

        apply(named("other", EdgeReleases.release("sidewalk-detector", "1.1.0", "")));
        awaitReason("other", "ApprovalPending");

        assertThat(gitHost.proposals().getLast().body())
                .contains(
                        "The last release of `sidewalk-detector` is version **1.0.0** (1 in its count",
                        "| version | 1.0.0 | 1.1.0 |",
                        "| model | sha256:%s… | the same |"
                                .formatted(model.digest().abbreviated()))
                .doesNotContain("not known here");
    }

    @Test
    void aHostThatTellsOfAChangeIsLookedAtSooner() {
        asked();
        gitHost.approve(gitHost.pullRequests().getFirst(), "alice");
        gitHost.merge(gitHost.pullRequests().getFirst(), "bob");
        Duration before = GitHost.LOOK.minusSeconds(15);

        await().atMost(before).until(() -> {
            // Its cache may not have seen yet what the API server says.
            listeners.getLast().accept(new GitHostEvents.Change(cluster.namespace()::equals, Set.of(1L)));
            return "ApprovalMerged"
                    .equals(condition(current("sidewalk-1"), "Ready").reason());
        });
    }

    @Test
    void aMergeThatIsNotAppliedYetIsWaitedFor() {
        asked();
        operator.stop();
        gitHost.approve(gitHost.pullRequests().getFirst(), "alice");
        gitHost.merge(gitHost.pullRequests().getFirst(), "bob");
        startOperator();

        EdgeRelease merged = awaitReason("ApprovalMerged");
        HealthFixture.hold(merged, "approval-merged");
        assertThat(Conditions.find(merged.getStatus().conditions(), "ActionRequired"))
                .isEmpty();
        assertThat(signer.releases()).isZero();
    }

    @Test
    void whatAPersonClosesIsDeclined() {
        asked();
        operator.stop();
        gitHost.decline(gitHost.pullRequests().getFirst());
        startOperator();

        HealthFixture.hold(awaitReason("ApprovalDeclined"), "approval-declined");
        assertThat(signer.releases()).isZero();
    }

    @Test
    void danglingReferencesHealWhenTheirObjectsAppear() {
        apply(EdgeReleases.release(""));
        HealthFixture.hold(awaitReason("ModelDangling"), "model-dangling");
        trained();
        awaitReason("EvaluationDangling");
        judged(EvaluationStatus.Verdict.Passed);
        awaitReason("ApprovalPending");
    }

    @Test
    void aSignerThatIsAwayIsWaitedForAndOneThatRefusesIsQuoted() {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        String candidate = candidate(awaitReason("ApprovalPending"));
        signer.setAway(true);
        apply(EdgeReleases.approving(candidate));
        awaitReason("SignerUnavailable");

        signer.refuse("this installation has no release key");
        signer.setAway(false);
        assertThat(condition(awaitReason("SigningRefused"), "Ready").message()).contains("no release key");

        signer.refuse(null);
        operator.stop();
        startOperator();
        pack();
        awaitReason("Published");
    }

    @Test
    void aReleaseGoesNowhereThatIsNotInTheLedger() {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        store.setLedgerAway(true);
        apply(EdgeReleases.approving(candidate(awaitReason("ApprovalPending"))));

        await().atMost(PATIENCE)
                .until(() -> condition(current("sidewalk-1"), "Ready").reason().equals("LedgerUnavailable"));
        assertThat(current("sidewalk-1").getStatus().signature()).isNull();
        assertThat(jobs()).isEmpty();
        store.setLedgerAway(false);
        operator.stop();
        startOperator();
        pack();

        awaitReason("Published");
        assertThat(signer.releases()).isEqualTo(1);
        assertThat(store.recorded()).hasSize(2);
    }

    @Test
    void aSignedReleaseIsPackedThoughItsModelIsDeletedMeanwhile() {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        apply(EdgeReleases.approving(candidate(awaitReason("ApprovalPending"))));
        String job = job();
        cluster.client()
                .resources(TrainingRun.class)
                .inNamespace(cluster.namespace())
                .delete();
        operator.stop();
        pack(job);
        startOperator();

        EdgeRelease ready = awaitReason("Published");

        assertThat(ready.getStatus().evidence().model().name()).isEqualTo("sidewalk-a");
        await().atMost(PATIENCE)
                .until(() -> condition(current("sidewalk-1"), "Current").status() == Status.Unknown);
    }

    @Test
    void aReleaseComesToVehiclesWaveByWave() {
        published(ROLLOUT);
        HealthFixture.hold(awaitCount("RollingOut"), "rolling-out");
        fleet.are(2, State.HEALTHY, null);
        EdgeRelease out = awaitReason("RolledOut");
        HealthFixture.hold(out, "rolled-out");

        assertThat(fleet.told())
                .extracting(Campaign::activeWave)
                .startsWith(0)
                .endsWith(1)
                .isSorted();
        assertThat(condition(out, "Healthy").status()).isEqualTo(Status.True);
        assertThat(condition(out, "Ready").status()).isEqualTo(Status.True);
        assertThat(out.getStatus().rollout().waves())
                .extracting(WaveCount::targeted)
                .containsExactly(2L, 10L);
        assertThat(signer.releases()).isEqualTo(1);
    }

    @Test
    void aPauseWaitsForWhoeverEndsIt() {
        String paused = ROLLOUT.replace("rollout: {", "rollout: {paused: true, ");
        String candidate = published(paused);
        HealthFixture.hold(awaitCount("Paused"), "paused");
        assertThat(Conditions.isTrue(current("sidewalk-1").getStatus().conditions(), "ActionRequired"))
                .isTrue();

        fleet.are(2, State.HEALTHY, null);
        apply(EdgeReleases.release("approval: {digest: '%s'}%n%s".formatted(candidate, ROLLOUT)));
        assertThat(Conditions.find(awaitReason("RolledOut").getStatus().conditions(), "ActionRequired"))
                .isEmpty();
    }

    @Test
    void aBreachIsRolledBackAndStaysSoWhateverBecomesOfTheBridge() {
        published(ROLLOUT);
        fleet.are(2, State.BREACHED, "latencyMsP95 is 90");
        awaitReason("RollingBack");
        fleet.goesAway("the bridge does not answer");
        awaitReason("FleetUnavailable");
        fleet.goesAway(null);
        fleet.are(0, State.BREACHED, "latencyMsP95 is 90");
        EdgeRelease back = awaitReason("RolledBack");
        HealthFixture.hold(back, "rolled-back");

        assertThat(condition(back, "Healthy").status()).isEqualTo(Status.False);
        assertThat(Conditions.isTrue(back.getStatus().conditions(), "Stalled")).isTrue();
        assertThat(fleet.told()).extracting(Campaign::activeWave).containsOnly(0);
        assertThat(fleet.told().getLast().aborted()).isTrue();
    }

    @Test
    void whatIsRolledBackIsEndedInGitByOnePullRequest() {
        gitHost.approveBy(GitHost.Approvals.BY_PULL_REQUEST);
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(ROLLOUT));
        String approval = "approval: {digest: '%s'}".formatted(candidate(awaitReason("ApprovalPending")));
        gitHost.approve(gitHost.pullRequests().getFirst(), "alice");
        gitHost.merge(gitHost.pullRequests().getFirst(), "alice");
        apply(EdgeReleases.release("%s%n%s".formatted(approval, ROLLOUT)));
        pack();
        awaitReason("RollingOut");
        gitHost.setAway(true);
        fleet.are(0, State.BREACHED, "latencyMsP95 is 90");
        assertThat(condition(awaitReason("RolledBack"), "Ready").message()).contains("latencyMsP95 is 90");
        gitHost.setAway(false);
        await().atMost(PATIENCE).until(() -> current("sidewalk-1").getStatus().revert() != null);

        EdgeRelease asking = current("sidewalk-1");
        String version = asking.getMetadata().getResourceVersion();
        for (int i = 0; i < 50; i++) {
            apply(EdgeReleases.release("%s%n%s".formatted(approval, ROLLOUT)));
        }
        operator.stop();
        startOperator();
        apply(named("other", EdgeReleases.release("")));
        awaitReason("other", "ApprovalPending");
        assertThat(current("sidewalk-1").getMetadata().getResourceVersion())
                .as("no write while it waits")
                .isEqualTo(version);
        HealthFixture.hold(asking, "revert-asked");
        assertThat(asking.getStatus().revert().pullRequest()).endsWith("/pulls/2");
        assertThat(Conditions.isTrue(asking.getStatus().conditions(), "Stalled"))
                .isTrue();

        gitHost.merge(gitHost.pullRequests().get(1), "bob");
        apply(EdgeReleases.release(
                "%s%n%s".formatted(approval, ROLLOUT.replace("rollout: {", "rollout: {aborted: true, "))));
        EdgeRelease ended = awaitReason("Ended");
        assertThat(condition(ended, "Ready").status()).isEqualTo(Status.True);
        HealthFixture.hold(ended, "ended");
        assertThat(ended.getStatus().revert().state()).isEqualTo(PullRequestState.Merged);
        assertThat(gitHost.pullRequests()).hasSize(3);
        assertThat(gitHost.comments()).isEmpty();
    }

    /** Releases as far as a pull request that asks for approval. */
    private void asked() {
        gitHost.approveBy(GitHost.Approvals.BY_PULL_REQUEST);
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(""));
        awaitReason("ApprovalPending");
    }

    /** Releases with these lines of spec, as far as a bundle, and returns the candidate. */
    private String published(String lines) {
        trained();
        judged(EvaluationStatus.Verdict.Passed);
        apply(EdgeReleases.release(lines));
        String candidate = candidate(awaitReason("ApprovalPending"));
        apply(EdgeReleases.release("approval: {digest: '%s'}%n%s".formatted(candidate, lines)));
        pack();
        return candidate;
    }

    private void startOperator() {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(new KubernetesClientBuilder()
                        .withConfig(cluster.client().getConfiguration())
                        .build())
                .withCloseClientOnStop(true));
        operator.register(
                new EdgeReleaseReconciler(
                        new ReleasePorts(store, signer, fleet, gitHost, gitHostEvents),
                        new StepJobs(new StepDefaults(
                                "localhost/worker:1", "IfNotPresent", "default", "s3://artifacts", null, Map.of())),
                        announcer,
                        InstantSource.system()),
                configuration -> configuration.settingNamespace(cluster.namespace()));
        operator.start();
    }

    /** A TrainingRun with this status, as its own controller would write it. */
    private void trained() {
        declare(Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: TrainingRun
                metadata: {name: sidewalk-a}
                spec:
                  datasetRef: {name: sidewalk}
                  image: registry.example.org/trainer@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                """, TrainingRun.class));
        cluster.client()
                .resources(TrainingRun.class)
                .inNamespace(cluster.namespace())
                .withName("sidewalk-a")
                .editStatus(now -> {
                    long generation = now.getMetadata().getGeneration();
                    now.setStatus(new TrainingRunStatus(
                            generation,
                            null,
                            null,
                            null,
                            null,
                            null,
                            new TrainingRunStatus.Model(
                                    model.uri(), model.digest().value(), model.bytes(), 4000L, 13L),
                            null,
                            null,
                            List.of(
                                    condition("Ready", Status.True, generation),
                                    condition("Current", Status.True, generation))));
                    return now;
                });
    }

    /** An Evaluation with this verdict, as its own controller would write it. */
    private void judged(EvaluationStatus.Verdict verdict) {
        declare(Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Evaluation
                metadata: {name: sidewalk-a-test}
                spec:
                  modelRef: {name: sidewalk-a}
                  datasetRef: {name: sidewalk}
                  gates: [{metric: meanIoU, min: "0.60"}]
                """, Evaluation.class));
        boolean passed = verdict == EvaluationStatus.Verdict.Passed;
        Artifact manifest = Artifacts.inStatus(model);
        cluster.client()
                .resources(Evaluation.class)
                .inNamespace(cluster.namespace())
                .withName("sidewalk-a-test")
                .editStatus(now -> {
                    long generation = now.getMetadata().getGeneration();
                    now.setStatus(new EvaluationStatus(
                            generation,
                            null,
                            null,
                            null,
                            new EvaluationStatus.Pins(
                                    new PinnedModel("sidewalk-a", model.digest().value(), manifest),
                                    null,
                                    new PinnedDataset(
                                            "sidewalk", model.digest().value(), manifest, List.of("road"), null),
                                    List.of(new EvaluationStatus.Slice("night", "sun_elevation < -6"))),
                            verdict,
                            null,
                            null,
                            null,
                            new Artifact("s3://artifacts/report", EdgeReleases.REPORT.value(), 9L),
                            null,
                            null,
                            null,
                            List.of(
                                    condition("Ready", Status.True, generation),
                                    condition("Passed", passed ? Status.True : Status.False, generation))));
                    return now;
                });
    }

    private static Condition condition(String type, Status status, long generation) {
        return new Condition(type, status, "Because", "the verdict in a sentence", "2026-10-01T12:00:00Z", generation);
    }

    private void declare(HasMetadata object) {
        object.getMetadata().setNamespace(cluster.namespace());
        cluster.client()
                .resource(object)
                .fieldManager("argocd")
                .forceConflicts()
                .serverSideApply();
    }

    private static EdgeRelease named(String name, EdgeRelease release) {
        release.getMetadata().setName(name);
        return release;
    }

    private void apply(EdgeRelease release) {
        EdgeRelease copy = new EdgeRelease();
        copy.getMetadata().setName(release.getMetadata().getName());
        copy.getMetadata().setNamespace(cluster.namespace());
        copy.setSpec(release.getSpec());
        cluster.client().resource(copy).fieldManager("argocd").serverSideApply();
    }

    private String job() {
        return await().atMost(PATIENCE)
                .until(
                        () -> jobs().stream()
                                .map(job -> job.getMetadata().getName())
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private void pack() {
        pack(job());
    }

    /** The step packs what was signed. */
    private void pack(String job) {
        Digest payload = new Digest(await().atMost(PATIENCE)
                .until(() -> current("sidewalk-1").getStatus().signature(), Objects::nonNull)
                .payload());
        ArtifactRef bundle = new ArtifactRef("s3://artifacts/bundle", Digest.of(new byte[] {9}), 1234);
        StepResult result =
                new StepResult.Succeeded(store.put(new BundleManifest(BundleManifest.FORMAT, bundle, payload)));
        pods.end(pods.awaitPod(job), 0, new String(Documents.write(result), StandardCharsets.UTF_8));
    }

    private EdgeRelease awaitReason(String reason) {
        return awaitReason("sidewalk-1", reason);
    }

    private EdgeRelease awaitReason(String name, String reason) {
        return awaitUntil(name, now -> reason.equals(condition(now, "Ready").reason()));
    }

    /** Until it says this, and the bridge has told how many vehicles it is about. */
    private EdgeRelease awaitCount(String reason) {
        return awaitUntil(
                "sidewalk-1",
                now -> reason.equals(condition(now, "Ready").reason())
                        && condition(now, "Ready").message().contains("0 of 2 vehicles"));
    }

    /** Until the status speaks of the spec of now, and says this. */
    private EdgeRelease awaitUntil(String name, Predicate<EdgeRelease> said) {
        return await().atMost(PATIENCE)
                .until(
                        () -> current(name),
                        now -> now.getStatus() != null
                                && now.getMetadata()
                                        .getGeneration()
                                        .equals(now.getStatus().observedGeneration())
                                && said.test(now));
    }

    private static String candidate(EdgeRelease release) {
        return Objects.requireNonNull(release.getStatus().candidate());
    }

    private static Condition condition(EdgeRelease release, String type) {
        return Conditions.find(release.getStatus().conditions(), type).orElseThrow();
    }

    private EdgeRelease current(String name) {
        return cluster.client()
                .resources(EdgeRelease.class)
                .inNamespace(cluster.namespace())
                .withName(name)
                .get();
    }

    private List<Job> jobs() {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .list()
                .getItems();
    }
}
