package dev.roadworthy.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line and Argo CD say the same of the objects that the operator's tests have recorded. */
class StandingTest {

    private static final Path RECORDED =
            Path.of("../charts/roadworthy/files/argocd/resource_customizations/roadworthy.dev/_");

    static Stream<Arguments> recorded() throws IOException {
        Map<?, ?> table = Serialization.unmarshal(Files.readString(RECORDED.resolve("health_test.yaml")), Map.class);
        return ((List<?>) Objects.requireNonNull(table.get("tests"))).stream().map(row -> {
            Map<?, ?> test = (Map<?, ?>) row;
            Map<?, ?> health = (Map<?, ?>) Objects.requireNonNull(test.get("healthStatus"));
            return Arguments.of(test.get("inputPath"), health.get("status"), health.get("message"));
        });
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void itIsWhatArgoCdSays(String file, String health, String message) throws IOException {
        Standing standing = Standing.of(
                Serialization.unmarshal(Files.readString(RECORDED.resolve(file)), GenericKubernetesResource.class));

        assertThat(standing.health()).hasToString(health);
        assertThat(standing.message()).isEqualTo(message);
        assertThat(standing.reason()).isNotEmpty();
    }

    @Test
    void anObjectWithoutConditionsIsUnderWay() {
        Target target = Target.of("dataset/a");

        assertThat(Standing.of(dev.roadworthy.cli.cluster.Objects.object(target, "{}"))
                        .health())
                .isEqualTo(Standing.Health.PROGRESSING);
    }
}
