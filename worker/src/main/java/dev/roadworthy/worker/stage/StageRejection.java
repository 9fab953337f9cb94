package dev.roadworthy.worker.stage;

/** Why a dataset cannot be staged: the reasons of {@code Rejected}. */
public enum StageRejection {
    /** The request is no {@code StageRequest} of this format, or contradicts itself. */
    RequestInvalid,
    /** The manifest is no {@code DatasetManifest} of this format. */
    ManifestInvalid,
    /** The index is not of the dataset that the request names. */
    DatasetMismatch,
    /** Frames or masks at the source are no longer those that were indexed. */
    SourceChanged
}
