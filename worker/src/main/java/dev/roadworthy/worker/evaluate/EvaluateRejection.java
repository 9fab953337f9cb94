package dev.roadworthy.worker.evaluate;

/** Why a model is not measured: the reasons of {@code Rejected}, beside those of {@code StageRejection}. */
public enum EvaluateRejection {
    /** The request is no {@code EvaluateRequest} of this format, or contradicts itself. */
    RequestInvalid,
    /** The dataset has no slice of a name that the request has. */
    SliceUnknown,
    /** The model, or the baseline, does not keep the trainer contract. */
    ModelInvalid,
    /** The model, or the baseline, tells other classes apart than the dataset. */
    ClassesDiffer,
    /** The model, or the baseline, gives infinities or what is not a number for a frame. */
    NotFinite
}
