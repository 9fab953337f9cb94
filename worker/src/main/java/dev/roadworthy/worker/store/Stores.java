package dev.roadworthy.worker.store;

import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the places that a step works between. */
public final class Stores {

    private Stores() {}

    /** The place that recordings are read from, with the credentials made for it where there are some. */
    public static Source source(Location location, Environment environment) throws StepException {
        return switch (location) {
            case Location.Directory directory -> new DirectorySource(directory);
            case Location.Bucket bucket -> new S3Source(sourceClient(bucket, environment), bucket);
        };
    }

    /** A place that is read with the identity that the artifact store is read with. */
    static Source ambientSource(Location location) {
        return switch (location) {
            case Location.Directory directory -> new DirectorySource(directory);
            case Location.Bucket bucket -> new S3Source(S3Clients.ambient(), bucket);
        };
    }

    /** A folder that is shared with those who label, reached with the identity that the artifact store is. */
    public static TaskFolder tasks(Location location) {
        return switch (location) {
            case Location.Directory directory -> new DirectoryTaskFolder(directory);
            case Location.Bucket bucket -> new S3TaskFolder(S3Clients.ambient(), bucket);
        };
    }

    /** Whether this is the URI of an object in the artifact store. */
    static boolean isArtifact(String uri, Environment environment) {
        String store = environment.variables().get(Environment.STORE);
        return store != null && uri.startsWith(Location.parse(store).uri(""));
    }

    /** The artifact store. */
    public static ArtifactStore artifacts(Environment environment) {
        return switch (Location.parse(environment.store())) {
            case Location.Directory directory -> new DirectoryArtifacts(directory);
            case Location.Bucket bucket -> new S3Artifacts(S3Clients.ambient(), bucket);
        };
    }

    private static S3Client sourceClient(Location.Bucket bucket, Environment environment) throws StepException {
        Optional<Path> credentials = environment.sourceCredentials();
        if (credentials.isEmpty()) {
            return S3Clients.ambient();
        }
        try {
            return S3Clients.of(S3Access.read(credentials.get()));
        } catch (IOException e) {
            throw Side.SOURCE.denied(
                    bucket.uri(""),
                    "its Secret lacks the key accessKeyId or secretAccessKey (" + e.getMessage() + ")",
                    e);
        }
    }
}
