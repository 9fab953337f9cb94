package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Our objects in files of manifests, as they are once whatever syncs them has applied them. */
final class Manifests {

    private final KubernetesSerialization serialization;

    Manifests(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    /**
     * An object that a manifest declares.
     *
     * @param namespace null where the manifest has none
     */
    record Declared(Target target, @Nullable String namespace, JsonNode spec) {}

    /**
     * Reads a file, or all {@code .yaml}, {@code .yml} and {@code .json} below a folder. Objects of other groups are
     * none of ours.
     *
     * @throws IllegalArgumentException where a file is no manifest
     */
    List<Declared> read(Path path) throws IOException {
        List<Declared> declared = new ArrayList<>();
        for (Path file : files(path)) {
            declared.addAll(manifests(file));
        }
        return declared;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        }
    }

    private List<Declared> manifests(Path file) throws IOException {
        List<Declared> declared = new ArrayList<>();
        try (InputStream content = Files.newInputStream(file)) {
            Object read = serialization.unmarshal(content);
            Collection<?> objects = read instanceof Collection<?> several ? several : List.of(read);
            for (Object object : objects) {
                if (object instanceof HasMetadata manifest) {
                    declared(manifest).ifPresent(declared::add);
                }
            }
        } catch (KubernetesClientException | IllegalArgumentException | YamlEngineException e) {
            throw new IllegalArgumentException("%s is no manifest: %s".formatted(file, e.getMessage()), e);
        }
        return declared;
    }

    private Optional<Declared> declared(HasMetadata manifest) {
        return Kind.of(manifest)
                .map(kind -> new Declared(
                        new Target(kind, manifest.getMetadata().getName()),
                        manifest.getMetadata().getNamespace(),
                        serialization.convertValue(manifest, JsonNode.class).path("spec")));
    }

    /** Where an object's spec is not yet what a manifest says; empty where it is. Defaults of the API server are no difference. */
    Optional<String> difference(JsonNode declared, GenericKubernetesResource object) {
        return difference(
                "spec",
                declared,
                serialization.convertValue(object, JsonNode.class).path("spec"));
    }

    private static Optional<String> difference(String path, JsonNode declared, JsonNode there) {
        if (declared.isObject()) {
            return declared.properties().stream()
                    .map(field -> difference(path + "." + field.getKey(), field.getValue(), there.path(field.getKey())))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (declared.isArray() && declared.size() == there.size()) {
            for (int i = 0; i < declared.size(); i++) {
                Optional<String> difference = difference("%s[%d]".formatted(path, i), declared.get(i), there.path(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return declared.isNull() ? Optional.empty() : same(path, declared, there);
    }

    private static Optional<String> same(String path, JsonNode declared, JsonNode there) {
        // 1 and 1.0 are the same to the API server.
        boolean numbers = declared.isNumber() && there.isNumber();
        boolean equal = numbers ? declared.decimalValue().compareTo(there.decimalValue()) == 0 : declared.equals(there);
        return equal ? Optional.empty() : Optional.of(path);
    }
}
