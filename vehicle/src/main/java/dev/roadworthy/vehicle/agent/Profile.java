package dev.roadworthy.vehicle.agent;

import dev.roadworthy.bundle.key.TrustStore;
import dev.roadworthy.bundle.release.RuntimeVersion;

/**
 * What a vehicle is.
 *
 * @param line the model line that it runs
 * @param hardware the name of its hardware
 * @param onnxRuntime the version of its ONNX Runtime
 * @param slowdown by which its latencies are multiplied, 1 for a real vehicle; reported, so that nobody takes simulated
 *     hardware for measured
 * @param trust the keys that may sign its releases
 * @param trial what a release has to do before it is committed
 */
public record Profile(
        String line,
        String hardware,
        RuntimeVersion onnxRuntime,
        double slowdown,
        TrustStore trust,
        TrialRules trial) {}
