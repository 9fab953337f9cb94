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
    NoFrames,
    /** The manifest of an earlier dataset, or a snapshot of labels, is none of a format that is known. */
    ManifestInvalid,
    /** An index has not the rows of the digest that was pinned. */
    DatasetMismatch,
    /** An earlier dataset, or labels, have other classes. */
    ClassesDiffer,
    /** Two recordings have a frame or a ride of one name. */
    FrameConflict,
    /** A frame has two masks. */
    LabelConflict,
    /** No frame has an image that the labels name. */
    LabelsUnmatched
}
