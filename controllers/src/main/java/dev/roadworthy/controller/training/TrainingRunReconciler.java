package dev.roadworthy.controller.training;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.lineage.TrainingStatements;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.reference.ReferenceEventSources;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.StepEventSources;
import dev.roadworthy.controller.step.StepJobs;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
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

/** Sees that every input of a TrainingRun is trained once, and says what came of it. */
@ControllerConfiguration(
        name = "trainingrun",
        fieldManager = "roadworthy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 20, timeUnit = TimeUnit.MINUTES))
public class TrainingRunReconciler implements Reconciler<TrainingRun> {

    private final TrainingRunObserver observer;
    private final StepJobs jobs;
    private final Exit<TrainingRunStatus, TrainingRun> exit;
    private final InstantSource clock;

    public TrainingRunReconciler(ArtifactStore store, StepJobs jobs, Announcer announcer, InstantSource clock) {
        this.observer = new TrainingRunObserver(store);
        this.jobs = jobs;
        this.exit = new Exit<>(announcer, new Chronicle<>(store, TrainingStatements::of, TrainingResult::of));
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, TrainingRun>> prepareEventSources(EventSourceContext<TrainingRun> context) {
        List<EventSource<?, TrainingRun>> sources = new ArrayList<>(StepEventSources.of(context));
        sources.add(ReferenceEventSources.of(
                Dataset.class,
                context,
                run -> List.of(run.getSpec().datasetRef().name())));
        return sources;
    }

    @Override
    public UpdateControl<TrainingRun> reconcile(TrainingRun run, Context<TrainingRun> context) {
        TrainingRunObservation seen = observer.observe(
                run,
                context.getSecondaryResource(Dataset.class),
                context.getSecondaryResources(Job.class),
                context.getSecondaryResources(Pod.class));
        Instant now = clock.instant();
        TrainingRunDecision decision = TrainingRunDecision.decide(seen, now);
        decision.stop().forEach(job -> stop(run, job, context));
        decision.start().ifPresent(start -> context.getClient()
                .resource(jobs.of(start.step(), start.number()))
                .fieldManager("roadworthy")
                .forceConflicts()
                .serverSideApply());
        return exit.of(run, new TrainingRun(), decision, now);
    }

    private static void stop(TrainingRun run, String job, Context<TrainingRun> context) {
        context.getClient()
                .batch()
                .v1()
                .jobs()
                .inNamespace(run.getMetadata().getNamespace())
                .withName(job)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
