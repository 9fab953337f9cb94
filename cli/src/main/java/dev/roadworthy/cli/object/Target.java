package dev.roadworthy.cli.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An object by its name. */
public record Target(Kind kind, String name) {

    /**
     * Takes what a person writes.
     *
     * @param text {@code KIND/NAME}, for example {@code edgerelease/sidewalk-1.0.0}
     * @throws IllegalArgumentException where it is something else
     */
    public static Target of(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'%s' names no object; write KIND/NAME, for example edgerelease/sidewalk-1.0.0".formatted(text));
        }
        String word = text.substring(0, slash);
        Kind kind = Kind.of(word)
                .orElseThrow(() -> new IllegalArgumentException("there is no kind '%s'; there are %s"
                        .formatted(
                                word,
                                Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", ")))));
        return new Target(kind, text.substring(slash + 1));
    }

    /** The object as it is now. */
    public Optional<JsonNode> read(KubernetesClient client, String namespace) {
        return Optional.ofNullable(client.genericKubernetesResources(kind.context())
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(object -> client.getKubernetesSerialization().convertValue(object, JsonNode.class));
    }

    @Override
    public String toString() {
        return "%s/%s".formatted(kind.label(), name);
    }
}
