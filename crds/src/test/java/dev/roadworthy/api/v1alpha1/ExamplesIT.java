package dev.roadworthy.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest in {@code examples} is one that the API server takes, unknown fields refused. */
@RealApiServer
class ExamplesIT {

    static List<String> manifests() throws IOException {
        Path examples = Repository.path("examples");
        try (Stream<Path> files = Files.walk(examples, 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(ExamplesIT::isOurs)
                    .map(file -> examples.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** An Application is for Argo CD's own server. */
    private static boolean isOurs(Path file) {
        try {
            return Files.readString(file).lines().anyMatch("apiVersion: roadworthy.dev/v1alpha1"::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isTaken(String manifest, Cluster cluster) throws IOException {
        String yaml = Files.readString(Repository.path("examples/" + manifest));

        assertThat(cluster.client()
                        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                        .inNamespace(cluster.namespace())
                        .fieldValidation(FieldValidateable.Validation.STRICT)
                        .create()
                        .getMetadata()
                        .getUid())
                .isNotBlank();
    }
}
