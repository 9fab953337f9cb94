package dev.roadworthy.worker.step;

import dev.roadworthy.contract.StepResult;
import org.jspecify.annotations.Nullable;

/** A step ends without its document, for a reason that belongs to its result. */
public final class StepException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient StepResult result;

    private StepException(StepResult result, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.result = result;
    }

    /**
     * The input is wrong.
     *
     * @param reason a constant of the step's closed set
     * @param message what is wrong, where, and what to do
     */
    public static StepException rejected(Enum<?> reason, String message) {
        return new StepException(new StepResult.Rejected(reason.name(), message), message, null);
    }

    /**
     * Something outside is missing or refuses.
     *
     * @param reason a constant of a closed set
     * @param message what is missing, where, and what to do
     */
    public static StepException unavailable(Enum<?> reason, String message, @Nullable Throwable cause) {
        return new StepException(new StepResult.Unavailable(reason.name(), message), message, cause);
    }

    /** Whether this is the reason. */
    public boolean is(Enum<?> reason) {
        return switch (result) {
            case StepResult.Rejected rejected -> rejected.reason().equals(reason.name());
            case StepResult.Unavailable unavailable -> unavailable.reason().equals(reason.name());
            case StepResult.Succeeded _ -> false;
        };
    }

    public StepResult result() {
        return result;
    }
}
