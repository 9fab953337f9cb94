package dev.roadworthy.cli.lineage;

/** A question that cannot be answered. The message says why, where, and what to do. */
final class LineageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LineageException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The ledger does not tell. */
    static LineageException unknown(String message) {
        return new LineageException(message, LedgerOptions.UNKNOWN);
    }

    /** What would tell is missing or was changed. */
    static LineageException damaged(String message) {
        return new LineageException(message, LedgerOptions.DAMAGED);
    }

    int exitCode() {
        return exitCode;
    }

    /** Who would tell does not answer. */
    static LineageException unavailable(String message) {
        return new LineageException(message, LedgerOptions.UNAVAILABLE);
    }

    /** It is asked in a way that nobody could answer. */
    static LineageException usage(String message) {
        return new LineageException(message, LedgerOptions.USAGE);
    }
}
