package dev.roadworthy.cli;

import dev.roadworthy.contract.Campaign;
import dev.roadworthy.contract.CampaignSummary;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.controller.annotation.AnnotationJobReconciler;
import dev.roadworthy.controller.annotation.Polling;
import dev.roadworthy.controller.dataset.DatasetReconciler;
import dev.roadworthy.controller.evaluation.EvaluationReconciler;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.Fleet;
import dev.roadworthy.controller.port.GitHost;
import dev.roadworthy.controller.port.GitHostEvents;
import dev.roadworthy.controller.port.Labeling;
import dev.roadworthy.controller.port.ReleaseSigner;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.controller.release.EdgeReleaseReconciler;
import dev.roadworthy.controller.release.ReleasePorts;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import dev.roadworthy.controller.training.TrainingRunReconciler;
import dev.roadworthy.testing.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reconcilers of all five kinds on one store, where people have labelled all there is and approve by the field. */
final class LocalOperator implements AutoCloseable {

    private final Operator operator;

    private LocalOperator(Operator operator) {
        this.operator = operator;
    }

    static LocalOperator start(Cluster cluster, FolderStore store) {
        Operator operator = new Operator(overrider -> overrider
                .withKubernetesClient(new KubernetesClientBuilder()
                        .withConfig(cluster.client().getConfiguration())
                        .build())
                .withCloseClientOnStop(true));
        StepJobs jobs = new StepJobs(
                new StepDefaults("localhost/worker:1", "IfNotPresent", "default", "s3://artifacts", null, Map.of()));
        Announcer nobody = transition -> {};
        InstantSource clock = InstantSource.system();
        Labeling labelled = folder -> new Labeling.Progress(40, Digest.of(new byte[] {1}));
        for (Reconciler<? extends HasMetadata> reconciler : List.<Reconciler<? extends HasMetadata>>of(
                new DatasetReconciler(store, jobs, nobody, clock),
                new AnnotationJobReconciler(store, labelled, jobs, nobody, clock, new Polling(Duration.ofSeconds(1))),
                new TrainingRunReconciler(store, jobs, nobody, clock),
                new EvaluationReconciler(store, jobs, nobody, clock),
                new EdgeReleaseReconciler(
                        new ReleasePorts(store, signer(store), new NoFleet(), new ByField(), GitHostEvents.NONE),
                        jobs,
                        nobody,
                        clock))) {
            register(operator, reconciler, cluster.namespace());
        }
        operator.start();
        return new LocalOperator(operator);
    }

    private static <R extends HasMetadata> void register(
            Operator operator, Reconciler<R> reconciler, String namespace) {
        operator.register(reconciler, configuration -> configuration.settingNamespace(namespace));
    }

    /** Its documents are not signed: lineage asks what a release is made of, and not by whose key. */
    private static ReleaseSigner signer(FolderStore store) {
        return order -> new ReleaseSigner.Signed(
                1,
                store.put(Map.of("release", order.line())),
                Documents.digest(Map.of("statement", order.version())),
                store.put(Map.of("signature", order.line())),
                "PEM",
                "key-1");
    }

    @Override
    public void close() {
        operator.stop();
    }

    private record NoFleet() implements Fleet {

        @Override
        public Fleet.Answer want(Campaign campaign) throws Unavailable {
            throw new Unavailable("there are no vehicles");
        }

        @Override
        public Optional<CampaignSummary> summary(String line) {
            return Optional.empty();
        }
    }

    private record ByField() implements GitHost {

        @Override
        public Approvals approvals(String namespace) {
            return Approvals.BY_FIELD;
        }

        @Override
        public GitHost.Answer propose(Proposal proposal) throws Unavailable {
            throw new Unavailable("there is no Git host");
        }

        @Override
        public Optional<PullRequest> withdraw(String namespace, Digest intent, String why) {
            return Optional.empty();
        }

        @Override
        public boolean isMember(String namespace, String team, String user) throws Unavailable {
            throw new Unavailable("there is no Git host");
        }

        @Override
        public Signature signature(String namespace, String commit) throws Unavailable {
            throw new Unavailable("there is no Git host");
        }
    }
}
