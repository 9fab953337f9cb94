package dev.roadworthy.story;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The Application through which Argo CD applies the fleet's repository; each version of it is logged. */
final class FleetApplication implements AutoCloseable {

    private static final String REFRESH = "argocd.argoproj.io/refresh";
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Resource<GenericKubernetesResource> application;
    private final SyncLog log = new SyncLog();
    private @Nullable Watch watch;

    /** One that a manifest declares. */
    FleetApplication(KubernetesClient client, Path manifest) throws IOException {
        GenericKubernetesResource declared =
                Serialization.unmarshal(Files.readString(manifest), GenericKubernetesResource.class);
        application = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                        .withGroup("argoproj.io")
                        .withVersion("v1alpha1")
                        .withKind("Application")
                        .withPlural("applications")
                        .withNamespaced(true)
                        .build())
                .inNamespace(declared.getMetadata().getNamespace())
                .resource(declared);
    }

    /** Declares it, and follows it from then on. */
    void create() {
        watch = application.watch(new Watcher<GenericKubernetesResource>() {
            @Override
            public void eventReceived(Action action, GenericKubernetesResource version) {
                log.observe(json(version));
            }

            @Override
            public void onClose(WatcherException cause) {
                log.lost();
            }
        });
        application.create();
    }

    /** Deletes it and waits until all that it applied is gone; nothing happens where it is not there. */
    void delete() {
        application.delete();
        await("the Application and its objects are gone").atMost(PATIENCE).until(() -> application.get() == null);
    }

    SyncLog log() {
        return log;
    }

    /** Has Git and the cluster compared now, and waits until they are. */
    void refresh() {
        application.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                Serialization.asJson(Map.of("metadata", Map.of("annotations", Map.of(REFRESH, "normal")))));
        await("a refresh").atMost(PATIENCE).until(() -> !now().at("/metadata/annotations")
                .has(REFRESH));
    }

    /** Waits until everything is as a commit says, and the whole has this health. */
    void awaitSynced(String revision, String health) {
        await("%s is synced and %s".formatted(revision, health))
                .atMost(PATIENCE)
                .until(
                        () -> now().path("status"),
                        status -> status.at("/sync/revision").asText().equals(revision)
                                && status.at("/sync/status").asText().equals("Synced")
                                && status.at("/operationState/phase").asText().equals("Succeeded")
                                && status.at("/health/status").asText().equals(health));
    }

    /** The health of an object, as {@code Status: message}. */
    String health(String object) {
        return StreamSupport.stream(now().at("/status/resources").spliterator(), false)
                .filter(resource -> SyncLog.name(resource).equals(object))
                .map(resource -> "%s: %s"
                        .formatted(
                                resource.at("/health/status").asText(),
                                resource.at("/health/message").asText()))
                .findFirst()
                .orElse("not there");
    }

    private JsonNode now() {
        return json(application.require());
    }

    private static JsonNode json(GenericKubernetesResource resource) {
        return Serialization.unmarshal(Serialization.asJson(resource), JsonNode.class);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
