package dev.roadworthy.worker.store;

/** Why recordings or the artifact store could not be used: the reasons of {@code Unavailable} of every step. */
public enum Outage {
    /** The source's bucket or directory does not exist. */
    SourceNotFound,
    /** The source's credentials are missing, wrong, or may not read it. */
    SourceDenied,
    /** An object of the source vanished while it was read. */
    SourceChanged,
    /** The source does not answer, or answers with an error. */
    SourceUnavailable,
    /** The artifact store's bucket does not exist. */
    StoreNotFound,
    /** The artifact store's credentials are missing, wrong, or may not write to it. */
    StoreDenied,
    /** An artifact that a document names is not in the store. */
    ArtifactMissing,
    /** Under an artifact's name lies something else. */
    StoreCorrupt,
    /** The artifact store does not answer, or answers with an error. */
    StoreUnavailable,
    /** The bucket or directory of the task folder does not exist. */
    TasksNotFound,
    /** The credentials of the artifact store may not list, read or write the task folder. */
    TasksDenied,
    /** An object of the task folder vanished while it was read. */
    TasksChanged,
    /** The task folder does not answer, or answers with an error. */
    TasksUnavailable
}
