package dev.roadworthy.controller.port;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that can be away, and whose ledger can be away alone. */
public final class FakeArtifactStore implements ArtifactStore {

    private final Map<Digest, byte[]> artifacts = new ConcurrentHashMap<>();
    private final List<InTotoStatement<?>> recorded = new CopyOnWriteArrayList<>();
    private final Map<List<Object>, Result> results = new ConcurrentHashMap<>();
    private final List<RunEvent> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean ledgerAway;

    /** Stores a document as a step does. */
    public ArtifactRef put(Object document) {
        byte[] bytes = Documents.write(document);
        Digest digest = Digest.of(bytes);
        artifacts.put(digest, bytes);
        return new ArtifactRef("s3://artifacts/" + ArtifactRef.key(digest), digest, bytes.length);
    }

    /** From now on it answers, or does not. */
    public void setAway(boolean away) {
        this.away = away;
    }

    /** From now on what is made can be recorded, or cannot. */
    public void setLedgerAway(boolean away) {
        this.ledgerAway = away;
    }

    /** All that was recorded, the same as often as it was. */
    public List<InTotoStatement<?>> recorded() {
        return List.copyOf(recorded);
    }

    @Override
    public void record(InTotoStatement<?> statement) throws Unavailable {
        if (away || ledgerAway) {
            throw new Unavailable("the ledger cannot be written: the artifact store does not answer");
        }
        recorded.add(statement);
    }

    /** All events of runs, the same as often as it was told. */
    public List<RunEvent> told() {
        return List.copyOf(told);
    }

    @Override
    public void tell(RunEvent event, int order) throws Unavailable {
        if (away || ledgerAway) {
            throw new Unavailable("the event cannot be kept: the artifact store does not answer");
        }
        told.add(event);
    }

    @Override
    public Optional<Result> result(String step, Digest input) throws Unavailable {
        questions.incrementAndGet();
        if (away) {
            throw new Unavailable("the artifact store does not answer", new IOException("connection refused"));
        }
        return Optional.ofNullable(results.get(List.of(step, input)));
    }

    @Override
    public void keep(Result result) throws Unavailable {
        if (away || ledgerAway) {
            throw new Unavailable("the result cannot be written: the artifact store does not answer");
        }
        results.putIfAbsent(List.of(result.step(), result.input()), result);
    }

    /** How often it was asked what is known of an input. */
    public int questions() {
        return questions.get();
    }

    /** Loses an artifact, as an expiry does. */
    public void lose(Digest digest) {
        artifacts.remove(digest);
    }

    @Override
    public byte[] read(ArtifactRef artifact) throws Refused, Unavailable {
        if (away) {
            throw new Unavailable("the artifact store does not answer", new IOException("connection refused"));
        }
        byte[] bytes = artifacts.get(artifact.digest());
        if (bytes == null) {
            throw new Refused("%s is not in the artifact store".formatted(artifact.uri()));
        }
        return bytes;
    }
}
