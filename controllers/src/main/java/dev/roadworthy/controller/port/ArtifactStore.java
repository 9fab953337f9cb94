package dev.roadworthy.controller.port;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement;
import java.util.Map;
import java.util.Optional;

/** Immutable objects, named by their digests. */
public interface ArtifactStore {

    /** The largest object that the operator reads: documents, never data. */
    long MAX_BYTES = 4L * 1024 * 1024;

    /**
     * The bytes of an artifact, verified against its digest.
     *
     * @throws Refused where it is not there, larger than {@link #MAX_BYTES}, or not the bytes of its digest
     * @throws Unavailable where the store does not answer
     */
    byte[] read(ArtifactRef artifact) throws Refused, Unavailable;

    /**
     * Keeps a statement in the ledger, under the digest of its bytes, and a signature beside it where there is a key. The same
     * again changes nothing.
     *
     * @throws Refused where other bytes are at its place, or at that of its signature
     * @throws Unavailable where the store does not answer, or does not let, or the key does not sign
     */
    void record(InTotoStatement<?> statement) throws Refused, Unavailable;

    /**
     * What a step made of an input.
     *
     * @param step what the step does, for example {@code train}
     * @param input digest of all that can change its result
     * @param documents by what they are
     */
    record Result(String step, Digest input, Map<String, ArtifactRef> documents) {}

    /**
     * What this step made of this input, for whichever object; empty where it never did.
     *
     * @throws Refused where something else is kept in its place
     * @throws Unavailable where the store does not answer
     */
    Optional<Result> result(String step, Digest input) throws Refused, Unavailable;

    /**
     * Keeps a result under its input. The first of an input stays.
     *
     * @throws Unavailable where the store does not answer, or does not let
     */
    void keep(Result result) throws Unavailable;

    /**
     * Keeps an event until whoever collects lineage has it, which nobody waits for. Where nobody collects, nothing is kept.
     * The same again is told once.
     *
     * @param order its place among the events of the same moment, from 0
     * @throws Unavailable where the store does not answer, or does not let
     */
    void tell(RunEvent event, int order) throws Unavailable;
}
