package dev.roadworthy.controller.annotation;

import dev.roadworthy.api.v1alpha1.AnnotationJob;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.SelectResult;
import dev.roadworthy.controller.annotation.AnnotationObservation.Pursued;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Labeling;
import dev.roadworthy.controller.port.Labeling.Progress;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;
import dev.roadworthy.controller.reference.DatasetReferences;
import dev.roadworthy.controller.reference.Reference;
import dev.roadworthy.controller.step.Artifacts;
import dev.roadworthy.controller.step.Step;
import dev.roadworthy.controller.step.StepDocument;
import dev.roadworthy.controller.step.StepObserver;
import dev.roadworthy.controller.step.StepState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads all that a decision about an AnnotationJob needs: caches, documents of its steps, and the folder of its tasks. */
final class AnnotationObserver {

    private final ArtifactStore store;
    private final Labeling labeling;

    AnnotationObserver(ArtifactStore store, Labeling labeling) {
        this.store = store;
        this.labeling = labeling;
    }

    AnnotationObservation observe(
            AnnotationJob job, Collection<Dataset> datasets, Collection<Job> jobs, Collection<Pod> pods) {
        String name = job.getSpec().datasetRef().name();
        Reference<PinnedDataset> reference = DatasetReferences.resolve(
                name,
                job.getMetadata().getNamespace(),
                datasets.stream()
                        .filter(dataset -> dataset.getMetadata().getName().equals(name))
                        .findFirst());
        PinnedDataset pin = AnnotationPin.of(job, reference);
        if (pin == null) {
            return new AnnotationObservation(job, reference, null);
        }
        Stage stage = AnnotationPin.isSettled(job) ? null : new Look(job, pin, jobs, pods).stage();
        return new AnnotationObservation(job, reference, new Pursued(pin, stage));
    }

    /** One look at the work for a pinned input. */
    private final class Look {

        private final AnnotationJob job;
        private final PinnedDataset pin;
        private final Collection<Job> jobs;
        private final Collection<Pod> pods;
        private final AnnotationJobStatus status;

        Look(AnnotationJob job, PinnedDataset pin, Collection<Job> jobs, Collection<Pod> pods) {
            this.job = job;
            this.pin = pin;
            this.jobs = jobs;
            this.pods = pods;
            this.status = Objects.requireNonNull(job.getStatus(), "what is pinned stands in a status");
        }

        Stage stage() {
            Step step = AnnotationSteps.select(job, pin);
            StepState state = StepObserver.observe(step, jobs, pods);
            ArtifactRef pinned = status.tasks() == null
                    ? null
                    : Artifacts.inDocument(status.tasks().selection());
            StepDocument<SelectResult> document = StepDocument.read(
                    store, pinned == null ? reported(state) : pinned, SelectResult.class, SelectResult.FORMAT);
            return document instanceof StepDocument.Read<SelectResult>(ArtifactRef ref, SelectResult result)
                    ? handedOut(new Stage.Tasks(
                            AnnotationInput.of(job.getSpec(), pin).folder(), ref, result))
                    : new Stage.Selecting(step, state, document);
        }

        private Stage handedOut(Stage.Tasks tasks) {
            StepDocument<CollectResult> before = before();
            if (before instanceof StepDocument.Unreachable<CollectResult>(String message)) {
                return new Stage.Silent(tasks, "StoreUnavailable", message);
            }
            Stage.Collected collected = before instanceof StepDocument.Read<CollectResult>(var review, var result)
                    ? new Stage.Collected(
                            tasks, null, new Digest(Objects.requireNonNull(status.handIn())), review, result)
                    : null;
            return collected != null
                            && Review.of(job.getSpec(), tasks.folder(), collected.result())
                                    .isAccepted()
                    ? collected
                    : labelled(tasks, collected);
        }

        /** What was taken in before. */
        private StepDocument<CollectResult> before() {
            ArtifactRef ref =
                    status.review() == null || status.handIn() == null ? null : Artifacts.inDocument(status.review());
            return StepDocument.read(store, ref, CollectResult.class, CollectResult.FORMAT);
        }

        /** What lies in the folder now, where nothing of before is good enough. */
        private Stage labelled(Stage.Tasks tasks, Stage.@Nullable Collected before) {
            Progress progress;
            try {
                progress = labeling.look(tasks.folder());
            } catch (Refused | Unavailable e) {
                return new Stage.Silent(
                        tasks, "TasksUnavailable", Objects.requireNonNullElse(e.getMessage(), "it does not answer"));
            }
            Digest handIn = progress.handIn();
            if (handIn == null) {
                return new Stage.Labelling(tasks, progress);
            }
            return before != null && before.handIn().equals(handIn)
                    ? new Stage.Collected(tasks, progress, handIn, before.review(), before.result())
                    : collecting(tasks, progress, handIn);
        }

        private Stage collecting(Stage.Tasks tasks, Progress progress, Digest handIn) {
            Step step = AnnotationSteps.collect(job, tasks.result().sheet(), tasks.folder(), handIn);
            StepState state = StepObserver.observe(step, jobs, pods);
            StepDocument<CollectResult> document =
                    StepDocument.read(store, reported(state), CollectResult.class, CollectResult.FORMAT);
            return document instanceof StepDocument.Read<CollectResult>(ArtifactRef review, CollectResult result)
                    ? new Stage.Collected(tasks, progress, handIn, review, result)
                    : new Stage.Collecting(tasks, progress, step, state, document);
        }
    }

    private static @Nullable ArtifactRef reported(StepState state) {
        return state instanceof StepState.Succeeded succeeded ? succeeded.document() : null;
    }
}
