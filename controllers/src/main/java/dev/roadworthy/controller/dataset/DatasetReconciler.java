package dev.roadworthy.controller.dataset;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.status.Conditions;
import dev.roadworthy.controller.status.Exit;
import dev.roadworthy.controller.status.OutcomeConditions;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Sees that every Dataset is indexed once for each input, and says what came of it. */
@ControllerConfiguration(
        name = "dataset",
        fieldManager = "roadworthy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 20, timeUnit = TimeUnit.MINUTES))
public class DatasetReconciler implements Reconciler<Dataset> {

    private final DatasetObserver observer;
    private final StepJobs jobs;
    private final InstantSource clock;

    public DatasetReconciler(ArtifactStore store, StepJobs jobs, InstantSource clock) {
        this.observer = new DatasetObserver(store);
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Dataset>> prepareEventSources(EventSourceContext<Dataset> context) {
        return StepEventSources.of(context);
    }

    @Override
    public UpdateControl<Dataset> reconcile(Dataset dataset, Context<Dataset> context) {
        Step step = IndexStep.of(dataset);
        if (isSettled(dataset, step)) {
            return UpdateControl.noUpdate();
        }
        DatasetObservation seen = observer.observe(
                dataset, step, context.getSecondaryResources(Job.class), context.getSecondaryResources(Pod.class));
        DatasetDecision decision = DatasetDecision.decide(seen, clock.instant());
        decision.startAttempt().ifPresent(attempt -> context.getClient()
                .resource(jobs.of(step, attempt))
                .fieldManager("roadworthy")
                .forceConflicts()
                .serverSideApply());
        return Exit.of(dataset, new Dataset(), decision, clock.instant());
    }

    /** Whether the end of this very spec stands in the status: then nothing outside can change it. */
    private static boolean isSettled(Dataset dataset, Step step) {
        DatasetStatus status = dataset.getStatus();
        return status != null
                && Objects.equals(
                        status.observedGeneration(), dataset.getMetadata().getGeneration())
                && step.inputHash().value().equals(status.inputHash())
                && (Conditions.isTrue(status.conditions(), OutcomeConditions.READY)
                        || Conditions.isTrue(status.conditions(), OutcomeConditions.STALLED));
    }
}
