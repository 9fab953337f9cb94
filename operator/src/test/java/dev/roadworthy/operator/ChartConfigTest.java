package dev.roadworthy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.testing.Repository;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the chart renders as environment is what the operator reads. */
class ChartConfigTest {

    private static final Pattern VARIABLE =
            Pattern.compile("\\{name: (ROADWORTHY_(?!BRIDGE_)\\w+), value: \"?([^\"}]*)\"?}");

    @Test
    void repositoriesHaveATokenOrAGitHubApp() throws Exception {
        Map<String, String> environment = VARIABLE.matcher(Files.readString(Repository.path("charts/golden/aws.yaml")))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Path.class, 200, new PathConverter())
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(RoadworthyConfig.class)
                .build();

        RoadworthyConfig.Git git =
                config.getConfigMapping(RoadworthyConfig.class).git();

        assertThat(git.webhookPort()).hasValue(8081);
        assertThat(git.repositories()).hasSize(3);
        RoadworthyConfig.Repository gitea = git.repositories().getFirst();
        assertThat(gitea.tokenFile()).contains(Path.of("/etc/roadworthy/git/0/token"));
        assertThat(gitea.githubAppId()).isEmpty();
        assertThat(gitea.webhookSecretFile()).contains(Path.of("/etc/roadworthy/webhook/0/secret"));
        RoadworthyConfig.Repository gitHub = git.repositories().getLast();
        assertThat(gitHub.tokenFile()).isEmpty();
        assertThat(gitHub.githubAppId()).contains("123456");
        assertThat(gitHub.githubAppInstallationId()).contains("98765432");
        assertThat(gitHub.githubAppPrivateKeyFile()).contains(Path.of("/etc/roadworthy/git/2/private-key.pem"));
    }
}
