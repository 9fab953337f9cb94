package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.api.v1alpha1.DatasetStatus.Inputs;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.lineage.DatasetStatements;
import dev.roadworthy.controller.port.Announcer;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.reference.ReferenceEventSources;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.step.Step;
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

/** Sees that every Dataset is indexed once for each input, and says what came of it. */
@ControllerConfiguration(
        name = "dataset",
        fieldManager = "roadworthy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 20, timeUnit = TimeUnit.MINUTES))
public class DatasetReconciler implements Reconciler<Dataset> {

    private final DatasetObserver observer;
    private final StepJobs jobs;
    private final Exit<DatasetStatus, Dataset> exit;
    private final InstantSource clock;

    public DatasetReconciler(ArtifactStore store, StepJobs jobs, Announcer announcer, InstantSource clock) {
        this.observer = new DatasetObserver(store);
        this.jobs = jobs;
        this.exit = new Exit<>(announcer, new Chronicle<>(store, DatasetStatements::of));
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Dataset>> prepareEventSources(EventSourceContext<Dataset> context) {
        List<EventSource<?, Dataset>> sources = new ArrayList<>(StepEventSources.of(context));
        sources.add(ReferenceEventSources.of(Dataset.class, context, dataset -> Upstream.extended(dataset.getSpec())));
        sources.add(ReferenceEventSources.of(
                AnnotationJob.class, context, dataset -> Upstream.labelled(dataset.getSpec())));
        return sources;
    }

    @Override
    public UpdateControl<Dataset> reconcile(Dataset dataset, Context<Dataset> context) {
        Upstream upstream = Upstream.of(
                dataset,
                context.getSecondaryResources(Dataset.class),
                context.getSecondaryResources(AnnotationJob.class));
        Instant now = clock.instant();
        return upstream.pinned()
                .map(inputs -> pursue(upstream, inputs, context, now))
                .orElseGet(() -> exit.of(dataset, new Dataset(), DatasetPin.decide(upstream), now));
    }

    private UpdateControl<Dataset> pursue(Upstream upstream, Inputs inputs, Context<Dataset> context, Instant now) {
        Dataset dataset = upstream.dataset();
        Step step = IndexStep.of(dataset, inputs);
        if (DatasetPin.isSettled(dataset, step.inputHash().value())) {
            return exit.of(dataset, new Dataset(), DatasetPin.upheld(upstream, inputs), now);
        }
        DatasetDecision decision = DatasetDecision.decide(
                observer.observe(
                        upstream,
                        inputs,
                        step,
                        context.getSecondaryResources(Job.class),
                        context.getSecondaryResources(Pod.class)),
                now);
        decision.startAttempt().ifPresent(attempt -> context.getClient()
                .resource(jobs.of(step, attempt))
                .fieldManager("roadworthy")
                .forceConflicts()
                .serverSideApply());
        return exit.of(dataset, new Dataset(), decision, now);
    }
}
