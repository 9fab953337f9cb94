package dev.roadworthy.killsweep;

/**
 * A write of the operator to the outside.
 *
 * @param kind what it is, the same for each release
 * @param label what it is, with what tells it from others of its kind
 * @param subject what is written: the name of an object, the key of an artifact, the digest of a bundle, or the name of a
 *     branch
 */
record Write(Kind kind, String label, String subject) {

    /** What the operator writes. */
    enum Kind {
        /** An object in the cluster that is not its status. */
        OBJECT,
        /** The status of an object. */
        STATUS,
        /** A signature that is kept, below {@code signed/}. */
        SIGNATURE,
        /** A counter that is claimed, below {@code lines/}. */
        COUNTER,
        /** A document under its digest. */
        UPLOAD,
        /** A statement of the ledger, below {@code ledger/sha256/}. */
        STATEMENT,
        /** The signature over a statement of the ledger, below {@code ledger/signatures/}. */
        STATEMENT_SIGNATURE,
        /** An event of a run that waits for the collector of lineage, below {@code openlineage/pending/}. */
        EVENT,
        /** What the collector is told. */
        TELLING,
        /** The mark that the collector has an event, below {@code openlineage/sent/}. */
        EVENT_SENT,
        /** An event that waits no more, and is deleted. */
        EVENT_GONE,
        /** What the bridge is told. */
        CAMPAIGN,
        /** Commits that are pushed to the repository of the manifests. */
        PUSH,
        /** A pull request that is opened. */
        PULL_REQUEST
    }
}
