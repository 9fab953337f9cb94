package dev.roadworthy.controller.evaluation;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.EvaluationStatus;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.controller.lineage.Chronicle;
import dev.roadworthy.controller.lineage.EvaluationStatements;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sees that every input of an Evaluation is measured once, judges it by the gates of now, and says what came of it. */
@ControllerConfiguration(
        name = "evaluation",
        fieldManager = "roadworthy",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 20, timeUnit = TimeUnit.MINUTES))
public class EvaluationReconciler implements Reconciler<Evaluation> {

    private final EvaluationObserver observer;
    private final StepJobs jobs;
    private final Exit<EvaluationStatus, Evaluation> exit;
    private final InstantSource clock;

    public EvaluationReconciler(ArtifactStore store, StepJobs jobs, Announcer announcer, InstantSource clock) {
        this.observer = new EvaluationObserver(store);
        this.jobs = jobs;
        this.exit = new Exit<>(announcer, new Chronicle<>(store, EvaluationStatements::of, EvaluationResult::of));
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Evaluation>> prepareEventSources(EventSourceContext<Evaluation> context) {
        List<EventSource<?, Evaluation>> sources = new ArrayList<>(StepEventSources.of(context));
        sources.add(ReferenceEventSources.of(
                Dataset.class,
                context,
                evaluation -> List.of(evaluation.getSpec().datasetRef().name())));
        sources.add(ReferenceEventSources.of(TrainingRun.class, context, EvaluationReconciler::runs));
        return sources;
    }

    private static List<String> runs(Evaluation evaluation) {
        return Stream.concat(
                        Stream.of(evaluation.getSpec().modelRef().name()),
                        Optional.ofNullable(EvaluationObserver.baselineName(evaluation.getSpec())).stream())
                .toList();
    }

    @Override
    public UpdateControl<Evaluation> reconcile(Evaluation evaluation, Context<Evaluation> context) {
        EvaluationObservation seen = observer.observe(
                evaluation,
                context.getSecondaryResources(TrainingRun.class),
                context.getSecondaryResources(Dataset.class),
                context.getSecondaryResources(Job.class),
                context.getSecondaryResources(Pod.class));
        Instant now = clock.instant();
        EvaluationDecision decision = EvaluationDecision.decide(seen, now);
        decision.stop().forEach(job -> stop(evaluation, job, context));
        decision.start().ifPresent(start -> context.getClient()
                .resource(jobs.of(start.step(), start.number()))
                .fieldManager("roadworthy")
                .forceConflicts()
                .serverSideApply());
        return exit.of(evaluation, new Evaluation(), decision, now);
    }

    private static void stop(Evaluation evaluation, String job, Context<Evaluation> context) {
        context.getClient()
                .batch()
                .v1()
                .jobs()
                .inNamespace(evaluation.getMetadata().getNamespace())
                .withName(job)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
