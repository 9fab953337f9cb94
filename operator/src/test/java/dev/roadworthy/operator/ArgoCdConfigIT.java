package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart has for Argo CD, applied beside Argo CD's own configuration as docs/gitops.md says. */
@RealApiServer
class ArgoCdConfigIT {

    private static final Map<String, String> THEIRS = Map.of(
            "application.resourceTrackingMethod", "annotation",
            "resource.customizations.health.cert-manager.io_Certificate", "return {status = 'Healthy'}");

    @Test
    void healthIsSharedWithNobodyAndGoesAlone(Cluster cluster) throws IOException {
        ConfigMap ours = Serialization.unmarshal(
                Files.readString(Repository.path("charts/roadworthy/files/argocd/argocd-cm.yaml")), ConfigMap.class);
        Map<String, String> both = new HashMap<>(THEIRS);
        both.putAll(ours.getData());

        apply(cluster, "argocd", THEIRS);
        apply(cluster, "roadworthy", ours.getData());
        assertThat(apply(cluster, "argocd", THEIRS).getData()).isEqualTo(both);
        assertThat(apply(cluster, "roadworthy", Map.of()).getData()).isEqualTo(THEIRS);
    }

    private static ConfigMap apply(Cluster cluster, String manager, Map<String, String> data) {
        ConfigMap config = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(cluster.namespace())
                .withName("argocd-cm")
                .endMetadata()
                .withData(data)
                .build();
        return cluster.client().resource(config).fieldManager(manager).serverSideApply();
    }
}
