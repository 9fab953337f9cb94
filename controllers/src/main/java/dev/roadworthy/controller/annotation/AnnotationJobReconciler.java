package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.controller.lineage.AnnotationStatements;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Labeling;
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

/** Sees that frames are laid out once for each input, looks how far they are labelled, and takes in what is good. */
@ControllerConfiguration(
        name = "annotationjob",
        fieldManager = "roadworthy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 20, timeUnit = TimeUnit.MINUTES))
public class AnnotationJobReconciler implements Reconciler<AnnotationJob> {

    private final AnnotationObserver observer;
    private final StepJobs jobs;
    private final Exit<AnnotationJobStatus, AnnotationJob> exit;
    private final InstantSource clock;
    private final Polling polling;

    public AnnotationJobReconciler(
            ArtifactStore store,
            Labeling labeling,
            StepJobs jobs,
            Announcer announcer,
            InstantSource clock,
            Polling polling) {
        this.observer = new AnnotationObserver(store, labeling);
        this.jobs = jobs;
        this.exit = new Exit<>(announcer, new Chronicle<>(store, AnnotationStatements::of));
        this.clock = clock;
        this.polling = polling;
    }

    @Override
    public List<EventSource<?, AnnotationJob>> prepareEventSources(EventSourceContext<AnnotationJob> context) {
        List<EventSource<?, AnnotationJob>> sources = new ArrayList<>(StepEventSources.of(context));
        sources.add(ReferenceEventSources.of(
                Dataset.class,
                context,
                job -> List.of(job.getSpec().datasetRef().name())));
        return sources;
    }

    @Override
    public UpdateControl<AnnotationJob> reconcile(AnnotationJob job, Context<AnnotationJob> context) {
        AnnotationObservation seen = observer.observe(
                job,
                context.getSecondaryResources(Dataset.class),
                context.getSecondaryResources(Job.class),
                context.getSecondaryResources(Pod.class));
        Instant now = clock.instant();
        AnnotationDecision decision = AnnotationDecision.decide(seen, now, polling);
        decision.start().ifPresent(start -> context.getClient()
                .resource(jobs.of(start.step(), start.number()))
                .fieldManager("roadworthy")
                .forceConflicts()
                .serverSideApply());
        return exit.of(job, new AnnotationJob(), decision, now);
    }
}
