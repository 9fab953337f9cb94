package dev.roadworthy.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be wrong with a recorded frame. A frame with a defect is kept out of the index. */
public enum Defect {
    /** The image does not decode, or not to its end. */
    CORRUPT("corrupt"),
    /** The mask does not decode, or is not of the frame's size. */
    LABEL_MISMATCH("labelMismatch"),
    /** The mask has a value that the Dataset does not declare. */
    UNKNOWN_CLASS("unknownClass"),
    /** The frame is labelled, and no pixel of it belongs to a class. */
    EMPTY_MASK("emptyMask"),
    /** The image has the same bytes as a frame of an earlier ride. */
    DUPLICATE("duplicate"),
    /** The clock of the frame's ride leaps or steps back, so that nothing can be joined by time. */
    CLOCK_JUMP("clockJump"),
    /** The Dataset asks for IMU samples, and the frame has none in time. */
    IMU_MISSING("imuMissing"),
    /** The Dataset asks for GPS fixes, and the frame has none in time. */
    GPS_MISSING("gpsMissing");

    private final String id;

    Defect(String id) {
        this.id = id;
    }

    /** The name in documents, conditions and reports. */
    @JsonValue
    public String id() {
        return id;
    }
}
