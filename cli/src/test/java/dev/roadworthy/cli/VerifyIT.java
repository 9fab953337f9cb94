package dev.roadworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.testing.Cluster;
import dev.roadworthy.testing.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects on a real API server are held to the artifact store that their statuses speak of. */
@RealApiServer
class VerifyIT {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    @TempDir
    private Path directory;

    private Cluster cluster;
    private Chain chain;

    /** What the command came to. */
    private record Said(int code, String out, String err) {}

    @BeforeEach
    void lay(Cluster cluster) throws Exception {
        this.cluster = cluster;
        chain = new Chain(cluster.namespace());
        chain.lay(directory.resolve("store"));
        for (HasMetadata declared : chain.declared()) {
            GenericKubernetesResource object = generic(declared);
            object.getAdditionalProperties().remove("status");
            cluster.client()
                    .resource(object)
                    .fieldManager("a-person")
                    .forceConflicts()
                    .serverSideApply();
            says(declared, Serialization.asJson(generic(declared).get("status")));
        }
    }

    @Test
    void whatAStatusClaimsIsWhatTheLedgerAndTheStoreHold() throws Exception {
        Path key = Files.writeString(directory.resolve("key.pem"), chain.publicKey());
        assertThat(chain.declared()).hasSize(6);

        for (HasMetadata declared : chain.declared()) {
            Said said = verify(declared, "--key", key.toString());
            assertThat(said.code()).as(said.out() + said.err()).isZero();
            assertThat(said.out()).contains("all is as it was made");
        }
    }

    @Test
    void whateverAStatusClaimsOtherwiseIsNamed() {
        SoftAssertions all = new SoftAssertions();
        for (HasMetadata declared : chain.declared()) {
            assertThat(verify(declared).code()).isZero();
            String status = Serialization.asJson(generic(declared).get("status"));
            Matcher claims = DIGEST.matcher(status);
            while (claims.find()) {
                String field = field(status, claims.start());
                if (isNoClaim(field)) {
                    continue;
                }
                String other = claims.group().substring(0, 70) + (claims.group().endsWith("0") ? "1" : "0");
                says(declared, status.substring(0, claims.start()) + other + status.substring(claims.end()));
                Said said = verify(declared, "--offline");
                all.assertThat(said.code())
                        .as("%s of %s", field, declared.getKind())
                        .isEqualTo(1);
                all.assertThat(said.out())
                        .as("%s of %s", field, declared.getKind())
                        .contains(other);
            }
            says(declared, status);
        }
        all.assertAll();
    }

    @Test
    void aVerdictThatWasNotGivenIsNamed() {
        HasMetadata evaluation = chain.declared().get(4);
        assertThat(evaluation.getKind()).isEqualTo("Evaluation");
        says(
                evaluation,
                Serialization.asJson(generic(evaluation).get("status")).replaceFirst("\"Passed\"", "\"Failed\""));

        Said said = verify(evaluation);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("status.verdict says that the model did not pass");
    }

    @Test
    void aChangedByteOfTheStoreIsNamed() throws Exception {
        HasMetadata release = chain.declared().getLast();
        Path model = directory.resolve("store").resolve(ArtifactRef.key(chain.model()));
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);

        Said said = verify(release);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains(ArtifactRef.key(chain.model()), "1 faults");
    }

    @Test
    void whatHasNoResultOrIsNotThereIsNotVerified() {
        HasMetadata release = chain.declared().getLast();
        says(release, "{}");

        assertThat(verify(release)).isEqualTo(new Said(3, "", "EdgeRelease/sidewalk-1 has no result yet\n"));
        assertThat(run("verify", "dataset/other").code()).isEqualTo(3);
        assertThat(run("verify", "pod/other").code()).isEqualTo(2);
    }

    /** What the ledger does not tell of: inputs by their hash, candidates, sizes of files. */
    private static boolean isNoClaim(String field) {
        return List.of("inputHash", "candidate", "handIn", "spec", "keyId").contains(field);
    }

    /** The name of the member whose value is here. */
    private static String field(String json, int value) {
        Matcher names = Pattern.compile("\"(\\w+)\" ?: ?\"$").matcher(json.substring(0, value));
        return names.find() ? names.group(1) : "";
    }

    private Said verify(HasMetadata object, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("verify", object.getKind() + "/" + object.getMetadata().getName()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private Said run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--namespace", cluster.namespace()));
        arguments.addAll(List.of(
                "--store",
                directory.resolve("store").toUri().toString(),
                "--index",
                directory.resolve("index").toString()));
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE, cluster.kubeconfig().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                arguments.toArray(String[]::new),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void says(HasMetadata object, String status) {
        cluster.client()
                .genericKubernetesResources("roadworthy.dev/v1alpha1", object.getKind())
                .inNamespace(cluster.namespace())
                .withName(object.getMetadata().getName())
                .editStatus(now -> {
                    now.setAdditionalProperty("status", Serialization.unmarshal(status, Map.class));
                    return now;
                });
    }

    private static GenericKubernetesResource generic(HasMetadata object) {
        return Objects.requireNonNull(
                Serialization.unmarshal(Serialization.asJson(object), GenericKubernetesResource.class));
    }
}
