package dev.roadworthy.cli.lineage;

/** A question that cannot be answered. The message says why, where, and what to do. */
final class LineageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean damage;

    private LineageException(String message, boolean damage) {
        super(message);
        this.damage = damage;
    }

    /** The ledger does not tell. */
    static LineageException unknown(String message) {
        return new LineageException(message, false);
    }

    /** What would tell is missing or was changed. */
    static LineageException damaged(String message) {
        return new LineageException(message, true);
    }

    boolean isDamage() {
        return damage;
    }
}
