package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Approver;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop of an approval with a real Argo CD and a real Git host (tools/e2e-gitops): what is committed is applied, the release
 * waits for people, they merge the operator's pull request, and Argo CD and the operator never work against each other.
 */
@TestMethodOrder(OrderAnnotation.class)
class ApprovalArgoIT {

    private static final String RIDES = "s3://roadworthy/rides/fleet/";
    private static final String RELEASE = "shuttle-1.0.0";
    private static final String NEXT = "shuttle-1.1.0";
    private static final String SLOW = "1.1.0=4000";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final KubernetesClient CLIENT = new KubernetesClientBuilder().build();
    private static final FleetNamespace FLEET = new FleetNamespace(CLIENT);

    // A line of its own each time: what was signed in a line before goes on counting.
    private static final FleetLine LINE = new FleetLine(
            RIDES,
            Objects.requireNonNull(System.getenv("ROADWORTHY_TRAINER"), "tools/e2e-gitops sets ROADWORTHY_TRAINER"),
            "shuttle-%08x".formatted(new Random().nextInt()));

    @TempDir
    private static Path folder;

    private static FleetRepository git;
    private static FleetApplication argo;
    private static RidesBucket bucket;
    private static Scooters scooters;

    @BeforeAll
    static void record() throws Exception {
        argo = new FleetApplication(CLIENT, Repository.path("examples/gitops/application.yaml"));
        argo.delete();
        git = FleetRepository.create(CLIENT);
        bucket = RidesBucket.open(CLIENT, Trial.RELEASE_NAMESPACE);
        Path rides = folder.resolve("rides");
        Trial.record(rides, 12);
        bucket.mirror(rides, URI.create(RIDES));
        scooters = Scooters.enrol(
                CLIENT,
                Trial.RELEASE_NAMESPACE,
                folder.resolve("vehicles"),
                Serialization.unmarshal(LINE.next(), EdgeRelease.class).getSpec());
    }

    @AfterAll
    static void close() {
        argo.delete();
        argo.close();
        scooters.close();
        git.close();
        bucket.close();
        CLIENT.close();
    }

    @Test
    @Order(1)
    void whatIsCommittedIsAppliedAndTheReleaseWaitsForPeople() throws Exception {
        String commit = git.commit("Declare the line", LINE.manifests(), Set.of());
        argo.log()
                .changed(
                        commit,
                        "Dataset/shuttle-rides",
                        "TrainingRun/shuttle",
                        "Evaluation/shuttle-test",
                        "EdgeRelease/" + RELEASE);
        argo.create();

        argo.awaitSynced(commit, "Suspended");

        EdgeReleaseStatus.Approval asked = Objects.requireNonNull(release().approval());
        assertThat(asked.state()).isEqualTo(PullRequestState.Open);
        assertThat(argo.health("EdgeRelease/" + RELEASE))
                .startsWith("Suspended: ")
                .contains(asked.pullRequest());
        assertThat(List.of("Dataset/shuttle-rides", "TrainingRun/shuttle", "Evaluation/shuttle-test"))
                .allSatisfy(object -> assertThat(argo.health(object)).startsWith("Healthy: "));
        assertThat(git.pullRequests()).hasSize(1);
        assertThat(release().signature()).as("before the approval").isNull();
    }

    @Test
    @Order(2)
    void whatPeopleMergeIsAppliedAndReleased() throws Exception {
        scooters.start(Repository.path("vehicle/target/vehicle/vehicle.jar"), SLOW);
        String before = git.text(FleetLine.RELEASE);
        String merge = git.approveAndMerge(git.pullRequests().getFirst());
        argo.log().changed(merge, "EdgeRelease/" + RELEASE);
        argo.refresh();

        argo.awaitSynced(merge, "Healthy");

        EdgeReleaseStatus.Approval given = Objects.requireNonNull(release().approval());
        assertThat(given.commit()).isEqualTo(merge);
        assertThat(given.approvers())
                .extracting(Approver::name)
                .containsExactly(git.reviewer().name());
        assertThat(release().signature()).isNotNull();
        stored(Objects.requireNonNull(release().bundle()).uri());
        assertThat(git.text(FleetLine.RELEASE)).contains(given.candidate());
        assertThat(git.text(FleetLine.RELEASE).lines())
                .as("what people wrote")
                .containsAll(before.lines().toList());
        assertThat(git.pullRequests()).hasSize(1);
    }

    @Test
    @Order(3)
    void whatHasSettledIsNotWrittenAgain() {
        Map<String, String> before = FLEET.versions();
        assertThat(before).hasSizeGreaterThan(4);

        argo.refresh();
        argo.refresh();

        assertThat(FLEET.versions()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void whatVehiclesGiveBackIsEndedInGitByOnePullRequest() throws Exception {
        String object = "EdgeRelease/" + NEXT;
        String commit = git.commit("Release the next one", Map.of(FleetLine.NEXT, LINE.next()), Set.of());
        argo.log().changed(commit, object);
        argo.refresh();
        argo.awaitSynced(commit, "Suspended");
        String merge = git.approveAndMerge(git.pullRequests().getFirst());
        argo.log().changed(merge, object);
        argo.refresh();

        await("the canary is too slow, and each vehicle back").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        argo.health(object))
                .startsWith("Degraded: ")
                .contains("latencyMsP95", "/perception/fleet/pulls/"));
        assertThat(scooters.running().values())
                .containsOnly(Objects.requireNonNull(release().bundle()).digest());
        assertThat(git.pullRequests()).hasSize(3);
        String before = git.text(FleetLine.NEXT);
        String end = git.approveAndMerge(git.pullRequests().getFirst());
        argo.log().changed(end, object);
        argo.refresh();

        argo.awaitSynced(end, "Healthy");
        EdgeReleaseStatus ended =
                Objects.requireNonNull(FLEET.current(EdgeRelease.class, NEXT).getStatus());
        assertThat(Objects.requireNonNull(ended.revert()).state()).isEqualTo(PullRequestState.Merged);
        assertThat(argo.health(object)).contains("its manifest ends it");
        assertThat(git.text(FleetLine.NEXT)).contains("aborted: true");
        assertThat(git.text(FleetLine.NEXT).lines())
                .as("what people wrote")
                .containsAll(before.lines().toList());
        assertThat(git.pullRequests()).hasSize(3);
    }

    @Test
    @Order(5)
    void whatIsEditedByHandIsBroughtBack() {
        List<String> jobs = FLEET.jobs(Dataset.class, "shuttle-rides");
        argo.log().edited("Dataset/shuttle-rides");
        FLEET.edit(Dataset.class, "shuttle-rides", "{\"spec\": {\"description\": \"by hand\"}}");

        await("the description of Git")
                .atMost(PATIENCE)
                .until(() -> Objects.equals(
                        FLEET.current(Dataset.class, "shuttle-rides").getSpec().description(), "Rides of a shuttle"));
        assertThat(FLEET.jobs(Dataset.class, "shuttle-rides")).isEqualTo(jobs);
    }

    @Test
    @Order(6)
    void whatIsDeletedFromGitIsPrunedAndItsArtifactsStay() throws Exception {
        Evaluation evaluation = FLEET.current(Evaluation.class, "shuttle-test");
        EvaluationStatus measured = Objects.requireNonNull(evaluation.getStatus());
        assertThat(FLEET.jobs(Evaluation.class, "shuttle-test"))
                .as("none, where the store knows what was measured")
                .hasSizeLessThan(2);

        String commit = git.commit("Remove the evaluation", Map.of(), Set.of(FleetLine.EVALUATION));
        argo.log().changed(commit, "Evaluation/shuttle-test");
        argo.refresh();

        argo.awaitSynced(commit, "Healthy");
        await("the object and its Jobs are gone").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(FLEET.names(Evaluation.class)).isEmpty();
            assertThat(FLEET.jobsOf(evaluation)).isEmpty();
        });
        stored(Objects.requireNonNull(measured.report()).uri());
        stored(Objects.requireNonNull(release().bundle()).uri());
    }

    /** What lies in a bucket can change, so a new Dataset looks again; it comes to the same digest, and whoever pins that goes on. */
    @Test
    @Order(7)
    void aRenamedDatasetIsTheSameAndNothingIsTrainedAgain() throws Exception {
        DatasetStatus before = Objects.requireNonNull(
                FLEET.current(Dataset.class, "shuttle-rides").getStatus());
        TrainingRunStatus trained = Objects.requireNonNull(
                FLEET.current(TrainingRun.class, "shuttle").getStatus());
        List<String> trainings = FLEET.jobs(TrainingRun.class, "shuttle");

        String commit = git.commit(
                "Rename the rides",
                Map.of(
                        FleetLine.DATASET,
                        LINE.dataset("shuttle-rides-2026"),
                        FleetLine.TRAINING,
                        LINE.training("shuttle", "shuttle-rides-2026")),
                Set.of());
        argo.log().changed(commit, "Dataset/shuttle-rides", "Dataset/shuttle-rides-2026", "TrainingRun/shuttle");
        argo.refresh();
        argo.awaitSynced(commit, "Healthy");

        DatasetStatus after = Objects.requireNonNull(
                FLEET.current(Dataset.class, "shuttle-rides-2026").getStatus());
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(FLEET.names(Dataset.class)).containsExactly("shuttle-rides-2026");
        stored(Objects.requireNonNull(before.index()).uri());
        stored(Objects.requireNonNull(before.manifest()).uri());
        TrainingRunStatus run = Objects.requireNonNull(
                FLEET.current(TrainingRun.class, "shuttle").getStatus());
        assertThat(run.model()).isEqualTo(trained.model());
        assertThat(run.attempt()).isEqualTo(trained.attempt());
        assertThat(FLEET.jobs(TrainingRun.class, "shuttle")).isEqualTo(trainings);
        stored(Objects.requireNonNull(trained.model()).uri());
    }

    /** A training is known by its input: the new object finds the model that the old one trained. */
    @Test
    @Order(8)
    void aRenamedTrainingRunHasItsModelAndTrainsNothing() throws Exception {
        TrainingRunStatus.Model before = Objects.requireNonNull(
                FLEET.current(TrainingRun.class, "shuttle").getStatus().model());

        String commit = git.commit(
                "Rename the training",
                Map.of(FleetLine.TRAINING, LINE.training("shuttle-2026", "shuttle-rides-2026")),
                Set.of());
        argo.log().changed(commit, "TrainingRun/shuttle", "TrainingRun/shuttle-2026");
        argo.refresh();
        argo.awaitSynced(commit, "Healthy");

        assertThat(FLEET.current(TrainingRun.class, "shuttle-2026").getStatus().model())
                .isEqualTo(before);
        assertThat(FLEET.jobs(TrainingRun.class, "shuttle-2026")).isEmpty();
        stored(before.uri());
        stored(Objects.requireNonNull(release().bundle()).uri());
    }

    @Test
    @Order(9)
    void nothingWasOutOfSyncButByACommitOrAPerson() {
        assertThat(argo.log().size()).isPositive();
        assertThat(argo.log().unexplained()).isEmpty();
    }

    @Test
    @Order(10)
    void theHostToldOfWhatPeopleDid() throws Exception {
        assertThat(OperatorMetrics.deliveries("told")).isPositive();
        assertThat(OperatorMetrics.deliveries("forged")).isZero();
    }

    private static EdgeReleaseStatus release() {
        return Objects.requireNonNull(FLEET.current(EdgeRelease.class, RELEASE).getStatus());
    }

    private static void stored(String uri) {
        URI object = URI.create(uri);
        assertThatCode(() -> bucket.s3().headObject(request -> request.bucket(object.getHost())
                        .key(object.getPath().substring(1))))
                .as(uri)
                .doesNotThrowAnyException();
    }
}
