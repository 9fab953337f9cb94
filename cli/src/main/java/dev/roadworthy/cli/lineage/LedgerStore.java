package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.worker.step.Environment;
import dev.roadworthy.worker.step.StepException;
import dev.roadworthy.worker.store.ArtifactStore;
import dev.roadworthy.worker.store.Location;
import dev.roadworthy.worker.store.Outage;
import dev.roadworthy.worker.store.Source;
import dev.roadworthy.worker.store.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The artifact store, to read. It believes no name: what it gives has the digest that it was asked for. */
final class LedgerStore implements AutoCloseable {

    private final Source ledger;
    private final Source signatures;
    private final ArtifactStore artifacts;

    private LedgerStore(Source ledger, Source signatures, ArtifactStore artifacts) {
        this.ledger = ledger;
        this.signatures = signatures;
        this.artifacts = artifacts;
    }

    /**
     * Opens a store.
     *
     * @param root {@code s3://bucket/prefix} or {@code file:///directory}, without a slash at the end
     * @throws IllegalArgumentException where it is neither
     */
    static LedgerStore open(String root) throws StepException {
        Environment environment = new Environment(Map.of(Environment.STORE, root));
        return new LedgerStore(
                Stores.source(Location.parse("%s/%s".formatted(root, Ledger.FOLDER)), environment),
                Stores.source(Location.parse("%s/%s".formatted(root, Ledger.SIGNATURES)), environment),
                Stores.artifacts(environment));
    }

    /** The names of all statements. */
    List<String> statements() throws StepException {
        List<String> names = new ArrayList<>();
        ledger.list(object -> names.add(object.path()));
        return names;
    }

    /** Where a statement lies. */
    String uri(String statement) {
        return ledger.uri(statement);
    }

    /**
     * The bytes of a statement.
     *
     * @param statement the hex digits of its digest
     * @throws LineageException where it is gone, or other bytes are there
     */
    byte[] statement(String statement) throws StepException, LineageException {
        byte[] bytes = read(ledger, statement);
        if (!Digest.of(bytes).hex().equals(statement)) {
            throw LineageException.damaged(
                    "%s does not hold the bytes of its digest: it was changed or cut off; restore it from a copy of the store"
                            .formatted(uri(statement)));
        }
        return bytes;
    }

    /**
     * Shows the place of each signature over a statement, {@code <key id>/<hex digits of the statement's digest>}. Where nothing was
     * ever signed, there is none.
     */
    void signatures(Consumer<String> visitor) throws StepException {
        try {
            signatures.list(object -> visitor.accept(object.path()));
        } catch (StepException e) {
            if (!e.is(Outage.SourceNotFound)) {
                throw e;
            }
        }
    }

    /**
     * The bytes of a signature, which nobody has verified yet.
     *
     * @throws LineageException where it is gone
     */
    byte[] signature(String place) throws StepException, LineageException {
        return read(signatures, place);
    }

    private static byte[] read(Source source, String path) throws StepException, LineageException {
        try {
            return source.read(path);
        } catch (StepException e) {
            if (e.is(Outage.SourceChanged)) {
                throw LineageException.damaged(
                        "%s is not in the store; restore it from a copy".formatted(source.uri(path)));
            }
            throw e;
        }
    }

    /**
     * The bytes of a document among the artifacts.
     *
     * @throws LineageException where other bytes are there
     */
    byte[] document(Digest digest) throws StepException, IOException, LineageException {
        try (InputStream in = open(digest)) {
            byte[] bytes = in.readAllBytes();
            if (!Digest.of(bytes).equals(digest)) {
                throw LineageException.damaged("%s does not hold the bytes of its digest: it was changed or cut off"
                        .formatted(ArtifactRef.key(digest)));
            }
            return bytes;
        }
    }

    /** An artifact as it lies there, whatever its digest. */
    InputStream open(Digest digest) throws StepException {
        // Only the digest is looked at: place and size follow from it.
        return artifacts.open(new ArtifactRef(ArtifactRef.key(digest), digest, 0));
    }

    @Override
    public void close() {
        ledger.close();
        signatures.close();
        artifacts.close();
    }
}
