package dev.roadworthy.operator;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** What must be there once before the first step: the bucket of a trial's own store. */
@ApplicationScoped
public class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final S3Client s3;
    private final RoadworthyConfig config;

    public Startup(S3Client s3, RoadworthyConfig config) {
        this.s3 = s3;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        if (config.store().createBucket()) {
            // The store starts beside the operator: waiting for it must not hold up the probes.
            Thread.ofVirtual().name("create-bucket").start(this::createBucket);
        }
    }

    private void createBucket() {
        String bucket = URI.create(config.store().uri()).getHost();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                s3.createBucket(request -> request.bucket(bucket));
                LOG.infof("made bucket %s", bucket);
                return;
            } catch (BucketAlreadyExistsException | BucketAlreadyOwnedByYouException e) {
                return;
            } catch (SdkException e) {
                LOG.infof("bucket %s cannot be made yet: %s", bucket, e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
