package dev.roadworthy.story;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.RoadworthyStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Where the story plays.
 *
 * @param client to look at objects; nothing is written with it
 * @param board shows how far it is
 * @param git has the manifests, of which what is pushed is applied
 * @param namespace of the objects
 */
record Stage(KubernetesClient client, Board board, GitOps git, String namespace) {

    /** Applies a manifest of Git; returns what it declares. */
    <R extends CustomResource<?, ?>> R apply(Class<R> kind, String manifest) throws IOException, InterruptedException {
        Kubectl.apply(git.manifest(manifest), namespace);
        return declared(kind, manifest);
    }

    /** What a manifest declares. */
    <R extends CustomResource<?, ?>> R declared(Class<R> kind, String manifest) throws IOException {
        return Serialization.unmarshal(Files.readString(git.manifest(manifest)), kind);
    }

    /**
     * The object as it is once it is Ready.
     *
     * @throws StoryException where it stalls or takes too long, with its own words
     */
    <S extends RoadworthyStatus, R extends CustomResource<?, S>> R ready(Class<R> kind, R declared, Duration patience)
            throws InterruptedException {
        String name = declared.getMetadata().getName();
        R object = watch().settled(kind, name, patience);
        Condition ready = Watch.find(Watch.conditions(object), "Ready").orElseThrow();
        StoryException.unless(
                ready.status() == Condition.Status.True,
                name + " is Ready",
                "%s: %s".formatted(ready.reason(), ready.message()));
        return object;
    }

    /** The object as it is now. */
    <R extends CustomResource<?, ?>> R now(Class<R> kind, String name) {
        return client.resources(kind).inNamespace(namespace).withName(name).require();
    }

    Watch watch() {
        return new Watch(client, board, namespace);
    }

    /** Enough of a digest for people. */
    static String brief(String digest) {
        return digest.substring(0, "sha256:".length() + 12);
    }
}
