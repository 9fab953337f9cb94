package dev.roadworthy.story;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Secrets of the trial, as whoever installed it can read them. */
final class Secrets {

    private Secrets() {}

    /** A value of a Secret, as text. */
    static String text(KubernetesClient client, String namespace, String name, String key) {
        String value = client.secrets()
                .inNamespace(namespace)
                .withName(name)
                .require()
                .getData()
                .get(key);
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }
}
