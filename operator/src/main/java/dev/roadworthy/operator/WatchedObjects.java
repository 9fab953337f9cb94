package dev.roadworthy.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;

/** The objects that the operator watches, as a metric. */
@ApplicationScoped
public class WatchedObjects {

    void onStart(@Observes StartupEvent event, Operator operator, CollectorRegistry metrics) {
        new ObjectsCollector(() -> of(operator)).register(metrics);
    }

    private static Stream<? extends HasMetadata> of(Operator operator) {
        // Before that there are no caches; the collector is asked once as it registers.
        if (!operator.getRuntimeInfo().isStarted()) {
            return Stream.empty();
        }
        return operator.getRegisteredControllers().stream()
                .filter(Controller.class::isInstance)
                .flatMap(controller -> ((Controller<?>) controller)
                        .getEventSourceManager()
                        .getControllerEventSource()
                        .list(object -> true));
    }
}
