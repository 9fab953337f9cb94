package dev.roadworthy.bridge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an installation sets. */
@ConfigMapping(prefix = "roadworthy.bridge")
public interface BridgeConfig {

    /** File with the token that the operator comes with. */
    Path operatorTokenFile();

    /** File with the token that whoever asks about the fleet comes with; without it only the operator may. */
    Optional<Path> readerTokenFile();

    /** File with the public keys, PEM, that may sign releases. */
    Path releaseKeysFile();

    /** Where artifacts lie. */
    Store store();

    /** The first part of the path that vehicles ask. */
    @WithDefault("default")
    String tenant();

    /** Time between a vehicle's polls; each vehicle gets its own within a tenth of it. */
    @WithDefault("PT5M")
    Duration pollEvery();

    /** How old a vehicle's report may be before it is asked for another. */
    @WithDefault("PT1H")
    Duration reportEvery();

    /** Time between two looks at the campaigns: so long may a breach go unnoticed. */
    @WithDefault("PT5S")
    Duration watchEvery();

    /** The bridge's address as vehicles see it, without the path; by default the one that they asked. */
    Optional<URI> publicUrl();

    /** Where artifacts lie. Credentials come by AWS's own variables, or from the pod's identity. */
    interface Store {

        /** {@code s3://bucket/prefix}, or {@code file:///directory}. */
        URI uri();

        /** AWS region, for example {@code eu-west-1}. */
        @WithDefault("us-east-1")
        String region();

        /** A store other than AWS, for example {@code http://minio.storage:9000}. */
        Optional<URI> endpoint();
    }
}
