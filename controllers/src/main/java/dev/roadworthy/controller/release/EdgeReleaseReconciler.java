package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.lineage.ReleaseStatements;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.GitHostEvents;
import dev.roadworthy.controller.reference.ReferenceEventSources;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.StepEventSources;
import dev.roadworthy.controller.step.StepJobs;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sees that an approved candidate is signed once and packed, and says what is missing before. */
@ControllerConfiguration(
        name = "edgerelease",
        fieldManager = "roadworthy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 20, timeUnit = TimeUnit.MINUTES))
public class EdgeReleaseReconciler implements Reconciler<EdgeRelease> {

    private final EdgeReleaseObserver observer;
    private final StepJobs jobs;
    private final ReleaseErrands errands;
    private final Exit<EdgeReleaseStatus, EdgeRelease> exit;
    private final InstantSource clock;
    private final GitHostEvents gitHostEvents;

    public EdgeReleaseReconciler(ReleasePorts ports, StepJobs jobs, Announcer announcer, InstantSource clock) {
        this.observer = new EdgeReleaseObserver(ports);
        this.jobs = jobs;
        this.errands = new ReleaseErrands(ports);
        this.exit = new Exit<>(announcer, new Chronicle<>(ports.store(), ReleaseStatements::of));
        this.clock = clock;
        this.gitHostEvents = ports.gitHostEvents();
    }

    @Override
    public List<EventSource<?, EdgeRelease>> prepareEventSources(EventSourceContext<EdgeRelease> context) {
        List<EventSource<?, EdgeRelease>> sources = new ArrayList<>(StepEventSources.of(context));
        sources.add(ReferenceEventSources.of(
                TrainingRun.class,
                context,
                release -> List.of(release.getSpec().modelRef().name())));
        sources.add(ReferenceEventSources.of(
                Evaluation.class, context, release -> release.getSpec().evaluationRefs().stream()
                        .map(ObjectRef::name)
                        .toList()));
        sources.add(PullRequestEventSources.of(context, gitHostEvents));
        return sources;
    }

    @Override
    public UpdateControl<EdgeRelease> reconcile(EdgeRelease release, Context<EdgeRelease> context) {
        EdgeReleaseObservation seen = observer.observe(
                release,
                context.getSecondaryResource(TrainingRun.class),
                siblings(release.getMetadata().getNamespace(), context),
                context.getSecondaryResources(Job.class),
                context.getSecondaryResources(Pod.class));
        Instant now = clock.instant();
        EdgeReleaseDecision decision = errands.run(seen, EdgeReleaseDecision.decide(seen, now));
        decision.start().ifPresent(start -> context.getClient()
                .resource(jobs.of(start.step(), start.number()))
                .fieldManager("roadworthy")
                .forceConflicts()
                .serverSideApply());
        return exit.of(release, new EdgeRelease(), decision, now);
    }

    private static PresentRelease.Siblings siblings(String namespace, Context<EdgeRelease> context) {
        return new PresentRelease.Siblings(
                context.getPrimaryCache().list(namespace).toList(),
                ReferenceEventSources.all(Evaluation.class, namespace, context),
                ReferenceEventSources.all(TrainingRun.class, namespace, context));
    }
}
