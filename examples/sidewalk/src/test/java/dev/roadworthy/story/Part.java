package dev.roadworthy.story;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A part of the installation that can be taken away. */
final class Part {

    private static final String NAMESPACE = "roadworthy";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final String component;
    private final RollableScalableResource<? extends HasMetadata> workload;

    private Part(KubernetesClient client, String component, RollableScalableResource<? extends HasMetadata> workload) {
        this.client = client;
        this.component = component;
        this.workload = workload;
    }

    static Part objectStore(KubernetesClient client) {
        return stateful(client, "object-store");
    }

    static Part database(KubernetesClient client) {
        return stateful(client, "database");
    }

    private static Part stateful(KubernetesClient client, String component) {
        return new Part(
                client,
                component,
                client.apps().statefulSets().inNamespace(NAMESPACE).withName(NAMESPACE + "-" + component));
    }

    static Part bridge(KubernetesClient client) {
        return new Part(
                client,
                "bridge",
                client.apps().deployments().inNamespace(NAMESPACE).withName(NAMESPACE + "-bridge"));
    }

    /**
     * Takes it away, and brings it back at the end, whatever happens.
     *
     * @param atLeast how long it is away
     * @param meanwhile what is waited for and looked at while it is away
     */
    <T> T away(Duration atLeast, Callable<T> meanwhile) throws Exception {
        workload.scale(0);
        try {
            await(component + " is away").atMost(PATIENCE).until(() -> pods() == 0);
            long since = System.nanoTime();
            T seen = meanwhile.call();
            TimeUnit.NANOSECONDS.sleep(atLeast.toNanos() - (System.nanoTime() - since));
            return seen;
        } finally {
            workload.scale(1);
            await(component + " is back").atMost(PATIENCE).until(workload::isReady);
        }
    }

    private int pods() {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/component", component)
                .list()
                .getItems()
                .size();
    }
}
