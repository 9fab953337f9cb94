package dev.roadworthy.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.worker.step.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoresTest {

    @Test
    void tellsArtifactsFromRecordingsInTheSameBucket() {
        Environment environment = new Environment(Map.of(Environment.STORE, "s3://vision/artifacts"));

        assertThat(Stores.isArtifact("s3://vision/artifacts/sha256/9f86", environment))
                .isTrue();
        assertThat(Stores.isArtifact("s3://vision/artifacts-raw/a.png", environment))
                .isFalse();
        assertThat(Stores.isArtifact("s3://raw/artifacts/a.png", environment)).isFalse();
    }
}
