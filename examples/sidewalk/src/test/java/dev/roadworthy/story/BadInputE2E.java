package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.rides.RidesCommand;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user is told whose recordings or declarations are wrong, on real pods and a real object store. */
class BadInputE2E {

    private static final String NAMESPACE = "vision";
    private static final String RELEASE = "roadworthy";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static KubernetesClient client;

    @TempDir
    private static Path rides;

    @BeforeAll
    static void recordFaultyRides() throws IOException {
        client = new KubernetesClientBuilder().build();
        int exit = new CommandLine(new RidesCommand())
                .execute(
                        "generate",
                        "--out",
                        rides.toString(),
                        "--seed",
                        "11",
                        "--rides",
                        "8",
                        "--frames",
                        "6",
                        "--size",
                        "160x120",
                        "--defects");
        assertThat(exit).isZero();
        try (RidesBucket bucket = RidesBucket.open(client, RELEASE)) {
            bucket.mirror(rides, URI.create("s3://roadworthy/rides/faulty/"));
        }
    }

    @AfterEach
    void clear() {
        client.resources(Dataset.class)
                .inNamespace(NAMESPACE)
                .withName("faulty")
                .delete();
        client.secrets().inNamespace(NAMESPACE).withName("wrong-key").delete();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void aBucketThatDoesNotExistIsNamedAndAskedForAgain() {
        apply("s3://no-such-bucket-here/rides/", "");

        Condition ready = awaitReason("SourceNotFound");

        assertThat(ready.message()).contains("no-such-bucket-here").contains("next try at");
    }

    @Test
    void aKeyThatIsWrongIsToldApartAndHealsWhenTheSecretDoes() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("wrong-key")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withStringData(Map.of("accessKeyId", "nobody", "secretAccessKey", "no-secret-at-all"))
                        .build())
                .serverSideApply();
        apply("s3://roadworthy/rides/faulty/", "    secretRef: {name: wrong-key}");
        Condition denied = awaitReason("SourceDenied");
        assertThat(denied.message()).doesNotContain("no-secret-at-all");

        var right = client.secrets()
                .inNamespace(RELEASE)
                .withName("roadworthy-object-store")
                .get()
                .getData();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("wrong-key")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withStringData(Map.of(
                                "accessKeyId", text(right.get("ROOT_ACCESS_KEY")),
                                "secretAccessKey", text(right.get("ROOT_SECRET_KEY"))))
                        .build())
                .update();

        assertThat(awaitReason("ChecksFailed").message()).contains("corruptPercent");
    }

    @Test
    void anEmptyPrefixIsRefused() {
        apply("s3://roadworthy/rides/nothing-here/", "");

        assertThat(awaitReason("SourceEmpty").message()).contains("s3://roadworthy/rides/nothing-here/");
    }

    @Test
    void everyDefectIsNamedWithItsFrames() {
        apply("s3://roadworthy/rides/faulty/", "");

        Condition ready = awaitReason("ChecksFailed");

        assertThat(ready.message())
                .contains("corruptPercent", "unknownClassPercent", "emptyMaskPercent", "duplicatePercent")
                .contains("clockJumpPercent")
                .contains("Missing");
        assertThat(client.resources(Dataset.class)
                        .inNamespace(NAMESPACE)
                        .withName("faulty")
                        .get()
                        .getStatus()
                        .digest())
                .as("a refused Dataset cannot be pinned")
                .isNull();
    }

    @Test
    void aSliceThatDoesNotCompileIsRefusedWithTheDatabasesWords() {
        apply("s3://roadworthy/rides/faulty/", "  slices: [{name: night, where: sun_elevaton < -6}]");

        assertThat(awaitReason("SliceInvalid").message()).contains("night").contains("sun_elevaton");
    }

    private static void apply(String uri, String lines) {
        Dataset dataset = Serialization.unmarshal("""
                apiVersion: roadworthy.dev/v1alpha1
                kind: Dataset
                metadata: {name: faulty, namespace: vision}
                spec:
                  source:
                    uri: %s
                    layout: RideLog
                    labelValues:
                      {"0": background, "1": road, "2": sidewalk, "3": bicyclist, "4": car, "5": background, "6": road,
                       "7": background, "8": background, "9": background}
                %s
                  classes: [road, sidewalk, bicyclist, car]
                  split: {percent: {train: 70, validation: 15, test: 15}}
                  checks:
                    sensors: {imu: {minRateHz: 90, maxSkewMs: 20}, gps: {minRateHz: 1, maxSkewMs: 600}}
                """.formatted(uri, lines), Dataset.class);
        client.resource(dataset).fieldManager("e2e").serverSideApply();
    }

    private static Condition awaitReason(String reason) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Optional.ofNullable(client.resources(Dataset.class)
                                        .inNamespace(NAMESPACE)
                                        .withName("faulty")
                                        .get())
                                .flatMap(dataset -> Watch.find(Watch.conditions(dataset), "Ready")),
                        ready -> ready.filter(c -> c.reason().equals(reason)).isPresent())
                .orElseThrow();
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
