package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.api.v1alpha1.Dataset;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told whose recordings or declarations are wrong, on real pods and a real object store. */
class BadInputE2E {

    private static final String ENDPOINT = "http://roadworthy-object-store.roadworthy.svc:9000";
    private static final Trial TRIAL = Trial.of("faulty");
    private static final KubernetesClient CLIENT = TRIAL.client();

    @TempDir
    private static Path rides;

    @BeforeAll
    static void recordFaultyRides() throws IOException {
        Trial.record(rides, 11, "--defects");
        try (RidesBucket bucket = TRIAL.bucket()) {
            bucket.mirror(rides, URI.create("s3://roadworthy/rides/faulty/"));
        }
    }

    @AfterEach
    void clear() {
        TRIAL.clear();
        CLIENT.secrets().inNamespace(Trial.NAMESPACE).withName("wrong-key").delete();
    }

    @AfterAll
    static void close() {
        TRIAL.close();
    }

    @Test
    void aBucketThatDoesNotExistIsNamedAndAskedForAgain() {
        apply("s3://no-such-bucket-here/rides/", "", "");

        Condition ready = TRIAL.awaitReason(Dataset.class, "SourceNotFound");

        assertThat(ready.message()).contains("no-such-bucket-here").contains("next try at");
    }

    @Test
    void aKeyThatIsWrongIsToldApartAndHealsWhenTheSecretDoes() {
        CLIENT.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("wrong-key")
                        .withNamespace(Trial.NAMESPACE)
                        .endMetadata()
                        .withStringData(Map.of(
                                "accessKeyId", "nobody",
                                "secretAccessKey", "no-secret-at-all",
                                "endpoint", ENDPOINT))
                        .build())
                .serverSideApply();
        apply("s3://roadworthy/rides/faulty/", "secretRef: {name: wrong-key}", "");
        Condition denied = TRIAL.awaitReason(Dataset.class, "SourceDenied");
        assertThat(denied.message()).doesNotContain("no-secret-at-all");

        var right = CLIENT.secrets()
                .inNamespace(Trial.RELEASE_NAMESPACE)
                .withName("roadworthy-object-store")
                .get()
                .getData();
        CLIENT.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("wrong-key")
                        .withNamespace(Trial.NAMESPACE)
                        .endMetadata()
                        .withStringData(Map.of(
                                "accessKeyId", text(right.get("ROOT_ACCESS_KEY")),
                                "secretAccessKey", text(right.get("ROOT_SECRET_KEY")),
                                "endpoint", ENDPOINT))
                        .build())
                .update();

        assertThat(TRIAL.awaitReason(Dataset.class, "ChecksFailed").message()).contains("corruptPercent");
    }

    @Test
    void anEmptyPrefixIsRefused() {
        apply("s3://roadworthy/rides/nothing-here/", "", "");

        assertThat(TRIAL.awaitReason(Dataset.class, "SourceEmpty").message())
                .contains("s3://roadworthy/rides/nothing-here/");
    }

    @Test
    void everyDefectIsNamedWithItsFrames() {
        apply("s3://roadworthy/rides/faulty/", "", "");

        Condition ready = TRIAL.awaitReason(Dataset.class, "ChecksFailed");

        assertThat(ready.message())
                .contains("corruptPercent", "unknownClassPercent", "emptyMaskPercent", "duplicatePercent")
                .contains("clockJumpPercent")
                .contains("Missing");
        assertThat(TRIAL.current(Dataset.class).getStatus().digest())
                .as("a refused Dataset cannot be pinned")
                .isNull();
    }

    @Test
    void aSliceThatDoesNotCompileIsRefusedWithTheDatabasesWords() {
        apply("s3://roadworthy/rides/faulty/", "", "  slices: [{name: night, where: sun_elevaton < -6}]\n");

        assertThat(TRIAL.awaitReason(Dataset.class, "SliceInvalid").message())
                .contains("night")
                .contains("sun_elevaton");
    }

    private static void apply(String uri, String secret, String slices) {
        TRIAL.apply(
                Dataset.class,
                Trial.rides(uri, secret)
                        + slices
                        + "  checks: {sensors: {imu: {minRateHz: 90, maxSkewMs: 20}, gps: {minRateHz: 1, maxSkewMs: 600}}}");
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
