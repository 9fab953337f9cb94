package dev.roadworthy.cli.cluster;

import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects as the API server has them. */
final class Objects {

    private Objects() {}

    /** An object with this spec, in flow style, and these conditions that are true. */
    static GenericKubernetesResource object(Target target, String spec, String... conditions) {
        StringBuilder status = new StringBuilder();
        for (String condition : conditions) {
            String[] words = condition.split(" ", 3);
            status.append("\n    - {type: %s, status: \"%s\", reason: Why, message: %s}"
                    .formatted(words[0], words[1], words.length > 2 ? words[2] : "a sentence"));
        }
        return Serialization.unmarshal(
                """
                apiVersion: roadworthy.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: vision, generation: 3}
                spec: %s
                status:
                  observedGeneration: 3
                  conditions: %s
                """.formatted(target.kind().label(), target.name(), spec, status.isEmpty() ? "[]" : status),
                GenericKubernetesResource.class);
    }
}
