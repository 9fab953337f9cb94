package dev.roadworthy.worker.annotate;

/** Why no frames can be laid out, or no masks collected: the reasons of {@code Rejected}. */
public enum AnnotateRejection {
    /** The request is none of this format, or contradicts itself. */
    RequestInvalid,
    /** The dataset declares no slice of that name. */
    SliceUnknown,
    /** A predicate does not compile, or fails on a row. */
    WhereInvalid,
    /** No frame without a mask is selected. */
    NothingToLabel,
    /** There are fewer frames with known masks than are to be mixed in. */
    GoldTooFew,
    /** What the operator hands on is no sheet of tasks of this format. */
    SheetInvalid
}
