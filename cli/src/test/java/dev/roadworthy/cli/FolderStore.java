package dev.roadworthy.cli;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.controller.port.ArtifactStore;
import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An artifact store in a folder, laid out as the bucket is. */
record FolderStore(Path root) implements ArtifactStore {

    /** Stores a document as a step does. */
    ArtifactRef put(Object document) {
        byte[] bytes = Documents.write(document);
        Digest digest = Digest.of(bytes);
        write(ArtifactRef.key(digest), bytes);
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, bytes.length);
    }

    @Override
    public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
        try {
            return Files.readAllBytes(root.resolve(ArtifactRef.key(artifact.digest())));
        } catch (IOException e) {
            throw new Refused("%s is not there".formatted(artifact.uri()));
        }
    }

    @Override
    public void record(InTotoStatement<?> statement) {
        byte[] bytes = Documents.write(statement);
        write(Ledger.key(Digest.of(bytes)), bytes);
    }

    /** Nobody collects. */
    @Override
    public void tell(RunEvent event, int order) {}

    /** No input is asked for twice. */
    @Override
    public Optional<Result> result(String step, Digest input) {
        return Optional.empty();
    }

    @Override
    public void keep(Result result) {}

    private void write(String key, byte[] bytes) {
        try {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
