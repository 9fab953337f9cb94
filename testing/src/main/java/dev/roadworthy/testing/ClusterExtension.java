package dev.roadworthy.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the cluster of a JVM with its first test, and gives each test class a namespace. */
final class ClusterExtension implements ParameterResolver {

    private static final Namespace STORE = Namespace.create(ClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LightCluster cluster = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(LightCluster.class, type -> LightCluster.start(), LightCluster.class);
        ExtensionContext testClass = context.getParent()
                .filter(parent -> parent.getTestMethod().isEmpty()
                        && parent != context.getRoot()
                        && parent.getTestClass().isPresent()
                        && context.getTestMethod().isPresent())
                .orElse(context);
        return testClass
                .getStore(STORE)
                .computeIfAbsent(
                        Cluster.class,
                        type -> new Cluster(cluster.client(), namespace(cluster, context), cluster.kubeconfig()),
                        Cluster.class);
    }

    private static String namespace(LightCluster cluster, ExtensionContext context) {
        String name = "%s-%s"
                .formatted(
                        context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT),
                        UUID.randomUUID().toString().substring(0, 8));
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }
}
