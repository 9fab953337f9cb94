package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of objects: each as it is, and then each change. A connection that is lost is made again, and what changed
 * meanwhile is seen then. It ends with the client.
 */
final class Changes {

    private final KubernetesClient client;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final Map<Target, SharedIndexInformer<GenericKubernetesResource>> informers = new HashMap<>();

    Changes(KubernetesClient client) {
        this.client = client;
    }

    /** An object as it is now; null where it is not there any more. */
    record Seen(Target target, @Nullable GenericKubernetesResource object) {}

    /** Takes an object in, whether or not it is there yet; once is enough. */
    void follow(Target target, String namespace) {
        if (informers.containsKey(target)) {
            return;
        }
        SharedIndexInformer<GenericKubernetesResource> informer = client.genericKubernetesResources(
                        target.kind().context())
                .inNamespace(namespace)
                .withName(target.name())
                .runnableInformer(0)
                .addEventHandler(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource object) {
                        seen.add(new Seen(target, object));
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
                        seen.add(new Seen(target, object));
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource object, boolean unknown) {
                        seen.add(new Seen(target, null));
                    }
                })
                // By default a watch that the server refuses to open again, as one does that starts, is the end.
                .exceptionHandler((started, _) -> started);
        informers.put(target, informer);
        informer.run();
    }

    /** The next change, whichever object it is of. */
    Seen next() throws InterruptedException {
        return seen.take();
    }

    /** The next change; null where there is none in that time. */
    @Nullable Seen next(Duration atMost) throws InterruptedException {
        return seen.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A followed object as it is now; null where it is not there. */
    @Nullable GenericKubernetesResource now(Target target) {
        return Objects.requireNonNull(informers.get(target)).getIndexer().list().stream()
                .findFirst()
                .orElse(null);
    }
}
