package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.Evaluation;
import dev.roadworthy.api.v1alpha1.TrainingRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The namespace that the fleet's repository is applied to. */
record FleetNamespace(KubernetesClient client) {

    private static final String NAME = "fleet";

    <R extends CustomResource<?, ?>> R current(Class<R> kind, String name) {
        return client.resources(kind).inNamespace(NAME).withName(name).require();
    }

    /** Edits an object as a person does; {@code patch} is a JSON merge patch. */
    <R extends CustomResource<?, ?>> void edit(Class<R> kind, String name, String patch) {
        client.resources(kind).inNamespace(NAME).withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    <R extends HasMetadata> List<String> names(Class<R> kind) {
        return all(kind).map(object -> object.getMetadata().getName()).toList();
    }

    /** Names of the Jobs of an object that is there. */
    <R extends CustomResource<?, ?>> List<String> jobs(Class<R> kind, String owner) {
        return jobsOf(current(kind, owner));
    }

    /** Names of the Jobs of an object that is or was there. */
    List<String> jobsOf(HasMetadata owner) {
        return all(Job.class)
                .filter(job -> job.getMetadata().getOwnerReferences().stream()
                        .anyMatch(reference ->
                                reference.getUid().equals(owner.getMetadata().getUid())))
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    /** The resource version of every object that can be applied, and of every Job. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        Stream.of(Dataset.class, TrainingRun.class, Evaluation.class, EdgeRelease.class, Job.class)
                .flatMap(this::all)
                .forEach(object -> versions.put(
                        object.getKind() + "/" + object.getMetadata().getName(),
                        object.getMetadata().getResourceVersion()));
        return versions;
    }

    private <R extends HasMetadata> Stream<R> all(Class<R> kind) {
        return client.resources(kind).inNamespace(NAME).list().getItems().stream();
    }
}
