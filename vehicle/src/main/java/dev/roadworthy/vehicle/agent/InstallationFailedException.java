package dev.roadworthy.vehicle.agent;

import dev.roadworthy.bundle.Refusal;
import dev.roadworthy.vehicle.inference.ModelFaultException;
import dev.roadworthy.vehicle.state.Outcome;

/** A release will not be installed, however often it is tried. */
final class InstallationFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    private InstallationFailedException(Outcome outcome) {
        super(outcome.message());
        this.outcome = outcome;
    }

    static InstallationFailedException of(FaultCode code, String message) {
        return new InstallationFailedException(Outcome.failure(code.name(), message));
    }

    static InstallationFailedException of(Refusal refusal) {
        return new InstallationFailedException(
                Outcome.failure(refusal.code().name(), "%s: %s".formatted(refusal.where(), refusal.message())));
    }

    static InstallationFailedException of(ModelFaultException fault) {
        InstallationFailedException failed = new InstallationFailedException(outcome(fault));
        failed.initCause(fault);
        return failed;
    }

    static Outcome outcome(ModelFaultException fault) {
        return Outcome.failure(fault.code().name(), String.valueOf(fault.getMessage()));
    }

    Outcome outcome() {
        return outcome;
    }
}
