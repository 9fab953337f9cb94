package dev.roadworthy.operator;

import dev.roadworthy.git.ManifestRepository;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What an installation sets, by the chart's values. */
@ConfigMapping(prefix = "roadworthy")
public interface RoadworthyConfig {

    /** The steps that run in pods. */
    Steps steps();

    /** Where artifacts lie. */
    Store store();

    /** The folders in which frames are labelled. */
    Labelling labelling();

    /** The signing of releases. */
    Release release();

    /** The bridge to the vehicles. */
    Fleet fleet();

    /** Where people approve releases. */
    Git git();

    /** Who collects lineage. */
    OpenLineage openLineage();

    /** Which of several operators works. */
    LeaderElection leaderElection();

    /** The steps that run in pods. */
    interface Steps {

        /** The worker's image. */
        String workerImage();

        /** When a node pulls it. */
        @WithDefault("IfNotPresent")
        String imagePullPolicy();

        /** The ServiceAccount of step pods, in the namespace of each object. */
        String serviceAccount();

        /** Secret with AWS's variables for the artifact store, in the namespace of each object. */
        Optional<String> storeSecret();
    }

    /** Where artifacts lie. Credentials come by AWS's own variables, or from the pod's identity. */
    interface Store {

        /** {@code s3://bucket/prefix}. */
        String uri();

        /** AWS region, for example {@code eu-west-1}. */
        String region();

        /** A store other than AWS, for example {@code http://minio.storage:9000}. */
        Optional<URI> endpoint();

        /** Whether the operator makes the bucket where it is missing, as a trial's own store needs it. */
        @WithDefault("false")
        boolean createBucket();
    }

    /** The folders in which frames are labelled. */
    interface Labelling {

        /** How often each is looked at, since nobody tells of a change. */
        @WithDefault("PT30S")
        Duration pollEvery();
    }

    /** The signing of releases. */
    interface Release {

        /** The private key, PEM, on P-256, P-384 or P-521. Without one nothing is released. */
        Optional<Path> keyFile();
    }

    /** The bridge to the vehicles. Without one releases end as bundles. */
    interface Fleet {

        /** Its address, for example {@code http://roadworthy-bridge:8080}. */
        Optional<URI> uri();

        /** File with the token that the operator comes with. */
        Optional<Path> tokenFile();
    }

    /** Where people approve releases: by pull requests in the repositories of the manifests. */
    interface Git {

        /** Each with the namespaces whose manifests it holds. */
        List<Repository> repositories();

        /** Whether a namespace without a repository approves by the field of the spec alone. */
        @WithDefault("false")
        boolean approveByField();

        /** The port at which deliveries of webhooks are taken; none where they are not. */
        OptionalInt webhookPort();
    }

    /** A repository of manifests. */
    interface Repository {

        /** Whose manifests it holds; none for those of all namespaces that no other repository holds. */
        Optional<Set<String>> namespaces();

        /** What kind of host it is. */
        ManifestRepository.Kind host();

        /** What people clone, without a user or a token. */
        URI url();

        /** The host's API, where it is not the usual one beside the repository. */
        Optional<URI> api();

        /** The branch that is applied; the repository's default where none is named. */
        Optional<String> branch();

        /** The folder that is applied; all of it where none is named. */
        Optional<String> path();

        /** File with the token for the host, read for each use. */
        Optional<Path> tokenFile();

        /** In place of a token, at GitHub: id of an App. */
        Optional<String> githubAppId();

        /** The number of the App's installation. */
        Optional<String> githubAppInstallationId();

        /** File with the App's private key, PEM, read for each use. */
        Optional<Path> githubAppPrivateKeyFile();

        /** File with the secret of its webhook; without one it has none. */
        Optional<Path> webhookSecretFile();

        /** Author of the commits. */
        Author author();
    }

    /** Author of commits. */
    interface Author {

        String name();

        String email();
    }

    /** Who collects lineage. Without one events are neither kept nor sent. */
    interface OpenLineage {

        /** Its address, for example {@code http://marquez.lineage:5000}; with a path where that is not {@code /api/v1/lineage}. */
        Optional<URI> url();

        /** File with the token that it asks for, read for each event. */
        Optional<Path> tokenFile();

        /** What this cluster is called there: the namespace of a job is this, a slash, and that of the object. */
        @WithDefault("kubernetes")
        String cluster();
    }

    /** Which of several operators works. */
    interface LeaderElection {

        /** Namespace of the Lease. */
        String namespace();
    }
}
