package dev.roadworthy.operator;

import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.step.StepDefaults;
import dev.roadworthy.controller.step.StepJobs;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Gives the controllers what they need. */
public final class Wiring {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    S3Client s3() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(PATIENCE)
                        .socketTimeout(PATIENCE))
                .forcePathStyle(System.getenv("AWS_ENDPOINT_URL_S3") != null)
                .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE.multipliedBy(3)))
                .build();
    }

    @Produces
    @Singleton
    ArtifactStore artifacts(S3Client s3, RoadworthyConfig config) {
        return new S3ArtifactStore(s3, config.store().uri());
    }

    @Produces
    @Singleton
    StepJobs jobs(RoadworthyConfig config) {
        RoadworthyConfig.Steps steps = config.steps();
        return new StepJobs(new StepDefaults(
                steps.workerImage(),
                steps.imagePullPolicy(),
                steps.serviceAccount(),
                config.store().uri(),
                steps.storeSecret().orElse(null),
                steps.environment()));
    }
}
