package dev.roadworthy.vehicle.agent;

import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.RuntimeVersion;

/**
 * What a vehicle is.
 *
 * @param line the model line that it runs
 * @param hardware the name of its hardware
 * @param onnxRuntime the version of its ONNX Runtime
 * @param latency how its latencies come about, for people: {@link #MEASURED}, or what was declared instead; reported, so
 *     that nobody takes simulated hardware for measured
 * @param trust the keys that may sign its releases
 * @param trial what a release has to do before it is committed
 */
public record Profile(
        String line, String hardware, RuntimeVersion onnxRuntime, String latency, TrustStore trust, TrialRules trial) {

    /** Each latency is that of an inference on this machine. */
    public static final String MEASURED = "measured";
}
