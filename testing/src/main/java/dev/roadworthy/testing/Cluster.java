package dev.roadworthy.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/**
 * A cluster as a test sees it.
 *
 * @param client its administrator's client
 * @param namespace this test class's own
 * @param kubeconfig its administrator's kubeconfig
 */
public record Cluster(KubernetesClient client, String namespace, Path kubeconfig) {}
