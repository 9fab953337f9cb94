package dev.roadworthy.git.manifest;

/** A field that this does not dare to change. The message says why: one clause, without the field's place. */
final class ByHand extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A reason.
     *
     * @param offset in the text of the file, where a person has to look
     */
    ByHand(String reason, int offset) {
        super(reason);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
