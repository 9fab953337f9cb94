package dev.roadworthy.controller.reference;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.PrimaryToSecondaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Watches the objects that a kind refers to by name. */
public final class ReferenceEventSources {

    private ReferenceEventSources() {}

    /**
     * One cache of the objects that are referred to; whoever refers to one is reconciled when it comes, changes or goes.
     *
     * @param type what is referred to
     * @param names those of it in the object that refers
     */
    public static <R extends HasMetadata, P extends HasMetadata> EventSource<?, P> of(
            Class<R> type, EventSourceContext<P> context, Function<P, List<String>> names) {
        String index = "by-" + HasMetadata.getKind(type);
        context.getPrimaryCache().addIndexer(index, primary -> names.apply(primary).stream()
                .map(name -> key(name, primary))
                .toList());
        SecondaryToPrimaryMapper<R> whoRefers =
                object -> context
                        .getPrimaryCache()
                        .byIndex(index, key(object.getMetadata().getName(), object))
                        .stream()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet());
        // Without this one, an object that refers to what was there before it would not find it.
        PrimaryToSecondaryMapper<P> whatIsReferredTo = primary -> names.apply(primary).stream()
                .map(name -> new ResourceID(name, primary.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, context.getPrimaryResourceClass())
                        .withSecondaryToPrimaryMapper(whoRefers)
                        .withPrimaryToSecondaryMapper(whatIsReferredTo)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    /** All objects of a kind in a namespace, also those that nobody refers to, from the cache that {@link #of} made. */
    public static <R extends HasMetadata, P extends HasMetadata> List<R> all(
            Class<R> type, String namespace, Context<P> context) {
        var source = (InformerEventSource<R, P>) context.eventSourceRetriever().getEventSourceFor(type);
        return source.list(namespace, each -> true).toList();
    }

    private static String key(String name, HasMetadata sibling) {
        return sibling.getMetadata().getNamespace() + "/" + name;
    }
}
