package dev.roadworthy.worker.pack;

/** Why nothing can be packed. */
enum PackRejection {
    /** The request cannot be used. */
    RequestInvalid,
    /** The release is not signed by the key of the request, or is no release. */
    ReleaseInvalid,
    /** The model's manifest cannot be used. */
    ModelInvalid,
    /** The release lists a file that the model does not have, or another content of it. */
    ReleaseMismatch
}
