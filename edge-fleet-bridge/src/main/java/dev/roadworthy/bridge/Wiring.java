package dev.roadworthy.bridge;

import dev.roadworthy.bridge.access.OperatorGate.OperatorToken;
import dev.roadworthy.bridge.access.ReaderGate.ReaderToken;
import dev.roadworthy.bridge.access.Token;
import dev.roadworthy.bridge.artifact.Artifacts;
import dev.roadworthy.bridge.artifact.DirectoryArtifacts;
import dev.roadworthy.bridge.artifact.S3Artifacts;
import dev.roadworthy.bridge.contract.CampaignDesk;
import dev.roadworthy.bridge.ddi.DdiSettings;
import dev.roadworthy.bridge.ddi.Dialogue;
import dev.roadworthy.bridge.ddi.FeedbackDesk;
import dev.roadworthy.bridge.store.Database;
import dev.roadworthy.bridge.verify.Admission;
import dev.roadworthy.bridge.watch.CampaignMeters;
import dev.roadworthy.bridge.watch.CampaignWatch;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.contract.Digest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Puts the bridge together. What is missing or wrong is said at the start. */
public final class Wiring {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Database database(DataSource source) {
        return new Database(source);
    }

    @Produces
    @Singleton
    @Startup
    OperatorToken operatorToken(BridgeConfig config) throws IOException {
        return new OperatorToken(hash(config.operatorTokenFile()));
    }

    @Produces
    @Singleton
    @Startup
    ReaderToken readerToken(BridgeConfig config) throws IOException {
        Optional<Path> file = config.readerTokenFile();
        return new ReaderToken(file.isEmpty() ? Optional.empty() : Optional.of(hash(file.get())));
    }

    private static Digest hash(Path file) throws IOException {
        return Token.hash(Files.readString(file).strip());
    }

    @Produces
    @Singleton
    Artifacts artifacts(BridgeConfig config) {
        URI uri = config.store().uri();
        return switch (String.valueOf(uri.getScheme())) {
            case "file" -> new DirectoryArtifacts(Path.of(uri));
            case "s3" -> new S3Artifacts(s3(config.store()), uri.getHost(), prefix(uri));
            default ->
                throw new IllegalArgumentException(
                        "roadworthy.bridge.store.uri is '%s'; expected s3://bucket/prefix or file:///directory"
                                .formatted(uri));
        };
    }

    private static String prefix(URI uri) {
        String path = uri.getPath().substring(Math.min(1, uri.getPath().length()));
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    private static S3Client s3(BridgeConfig.Store store) {
        S3ClientBuilder s3 = S3Client.builder()
                .region(Region.of(store.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE));
        // Only AWS has a host name a bucket.
        store.endpoint().ifPresent(endpoint -> s3.endpointOverride(endpoint).forcePathStyle(true));
        return s3.build();
    }

    @Produces
    @Singleton
    @Startup
    Admission admission(Artifacts artifacts, BridgeConfig config) throws IOException, InvalidKeyException {
        return new Admission(TrustStore.ofPem(Files.readString(config.releaseKeysFile())), artifacts);
    }

    @Produces
    @Singleton
    Dialogue dialogue(Database database, InstantSource clock, BridgeConfig config) {
        return new Dialogue(database, clock, config.reportEvery());
    }

    @Produces
    @Singleton
    FeedbackDesk feedback(Database database, InstantSource clock) {
        return new FeedbackDesk(database, clock);
    }

    @Produces
    @Singleton
    DdiSettings ddi(BridgeConfig config) {
        return new DdiSettings(
                config.tenant(), config.pollEvery(), config.publicUrl().orElse(null));
    }

    @Produces
    @Singleton
    CampaignWatch watch(Database database, InstantSource clock) {
        return new CampaignWatch(database, clock);
    }

    @Produces
    @Singleton
    CampaignMeters meters(MeterRegistry registry, InstantSource clock) {
        return new CampaignMeters(registry, clock);
    }

    @Produces
    @Singleton
    CampaignDesk campaigns(Database database, Admission admission, InstantSource clock) {
        return new CampaignDesk(database, admission, clock);
    }
}
