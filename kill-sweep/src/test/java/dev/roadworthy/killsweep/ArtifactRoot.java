package dev.roadworthy.killsweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.bundle.RefusedException;
import dev.roadworthy.bundle.dsse.SignedStatements;
import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.SignedRelease;
import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The artifact store of an operator, as one sees it who passes no gate.
 *
 * @param server real
 * @param bucket its root
 * @param client of the test's own
 */
record ArtifactRoot(S3Server server, String bucket, S3Client client) {

    private static final String DEPENDENCIES = "/predicate/buildDefinition/resolvedDependencies";
    private static final String DECLARED_BY = "/predicate/buildDefinition/externalParameters/object/name";

    static ArtifactRoot of(S3Server server) {
        return new ArtifactRoot(server, server.bucket(), server.client());
    }

    String uri() {
        return "s3://" + bucket;
    }

    /** Stores an artifact as a step does. */
    ArtifactRef put(byte[] content) {
        Digest digest = Digest.of(content);
        String key = ArtifactRef.key(digest);
        client.putObject(object -> object.bucket(bucket).key(key), RequestBody.fromBytes(content));
        return new ArtifactRef("%s/%s".formatted(uri(), key), digest, content.length);
    }

    /** The counters that were claimed in a line. */
    List<String> counters(String line) {
        return keys("lines/%s/".formatted(line));
    }

    /** The releases of a line that were signed. */
    List<SignedRelease> signedReleases(String line, TrustStore trust) {
        return keys("signed/").stream()
                .map(this::read)
                .map(envelope -> release(envelope, trust))
                .flatMap(Optional::stream)
                .filter(release -> release.release().line().equals(line))
                .toList();
    }

    /** What the ledger says that an EdgeRelease of this name has made, and of what, and how often it is signed; sorted. */
    List<String> ledger(String release, TrustStore trust) {
        return keys(Ledger.FOLDER).stream()
                .map(this::read)
                .filter(statement -> json(statement).at(DECLARED_BY).asText().equals(release))
                .map(statement -> "%s of %s, signed %d times"
                        .formatted(
                                json(statement).path("subject").findValuesAsText("name"),
                                json(statement).at(DEPENDENCIES).findValuesAsText("name"),
                                signatures(Digest.of(statement), trust)))
                .sorted()
                .toList();
    }

    private long signatures(Digest statement, TrustStore trust) {
        return keys(Ledger.SIGNATURES).stream()
                .filter(key -> key.endsWith("/" + statement.hex()))
                .filter(key -> signs(key, statement, trust))
                .count();
    }

    private boolean signs(String key, Digest statement, TrustStore trust) {
        try {
            SignedStatements.verify(read(key), statement, trust, key);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** The events of runs that wait for the collector. */
    List<String> waiting() {
        return keys("openlineage/pending/");
    }

    private static JsonNode json(byte[] document) {
        try {
            return new JsonMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for the signature of a model, which lies there too. */
    private static Optional<SignedRelease> release(byte[] envelope, TrustStore trust) {
        try {
            return Optional.of(SignedRelease.verify(envelope, trust));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private List<String> keys(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private byte[] read(String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }
}
