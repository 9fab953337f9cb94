package dev.roadworthy.controller.step;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Watches the Jobs and pods that work for a kind, and nothing else in the cluster. */
public final class StepEventSources {

    private StepEventSources() {}

    /** One cache of Jobs and one of pods, selected by label. */
    public static <P extends HasMetadata> List<EventSource<?, P>> of(EventSourceContext<P> context) {
        Class<P> kind = context.getPrimaryResourceClass();
        return List.of(watch(Job.class, kind, context), watch(Pod.class, kind, context));
    }

    private static <R extends HasMetadata, P extends HasMetadata> EventSource<?, P> watch(
            Class<R> type, Class<P> kind, EventSourceContext<P> context) {
        // A pod's owner is its Job: the annotation that both carry names the object that the work is for.
        SecondaryToPrimaryMapper<R> toOwner = object -> Optional.ofNullable(
                        object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(StepLabels.OWNER))
                .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
                .orElseGet(Set::of);
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, kind)
                        .withLabelSelector(StepLabels.selector(HasMetadata.getKind(kind)))
                        .withSecondaryToPrimaryMapper(toOwner)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }
}
