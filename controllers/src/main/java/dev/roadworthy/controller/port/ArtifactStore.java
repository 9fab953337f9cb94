package dev.roadworthy.controller.port;

import dev.roadworthy.contract.ArtifactRef;
import dev.roadworthy.contract.InTotoStatement;

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
     * Keeps a statement in the ledger, under the digest of its bytes. The same again changes nothing.
     *
     * @throws Refused where other bytes are at its place
     * @throws Unavailable where the store does not answer, or does not let
     */
    void record(InTotoStatement<?> statement) throws Refused, Unavailable;

    /**
     * Keeps an event until whoever collects lineage has it, which nobody waits for. Where nobody collects, nothing is kept.
     * The same again is told once.
     *
     * @throws Unavailable where the store does not answer, or does not let
     */
    void tell(RunEvent event) throws Unavailable;
}
