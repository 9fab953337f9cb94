package dev.roadworthy.vehicle.agent;

/**
 * Why an installation fails, beside what {@code RefusalCode} and {@code ModelFaultException.Code} say. The names are
 * reported by vehicles and never change their meaning.
 */
public enum FaultCode {
    /** The deployment has no artifact that is a bundle, or describes it wrongly. */
    MALFORMED_DEPLOYMENT,
    /** The server does not give the archive. */
    DOWNLOAD_UNAVAILABLE,
    /** The agent began anew too often while it installed: the bundle may be what ends it. */
    INSTALL_RESTARTS,
    /** The agent began anew too often while it tried the release: the model may be what ends it. */
    TRIAL_RESTARTS,
    /** In the trial, more than 1 of 20 inferences took longer than the vehicle can wait. */
    TRIAL_TOO_SLOW,
    /** At work, again and again more than 1 of 20 inferences took longer than the vehicle can wait. */
    WORK_TOO_SLOW
}
