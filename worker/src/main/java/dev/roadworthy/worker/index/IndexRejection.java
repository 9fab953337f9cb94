package dev.roadworthy.worker.index;

/** Why an index cannot be made of this input: the reasons of {@code Rejected}. */
public enum IndexRejection {
    /** The request is no {@code IndexRequest} of this format, or contradicts itself. */
    RequestInvalid,
    /** A slice's predicate does not compile, or fails on a row. */
    SliceInvalid,
    /** Nothing lies at the source. */
    SourceEmpty,
    /** What lies there is not named as the layout says. */
    LayoutInvalid,
    /** Every frame has a defect. */
    NoFrames
}
