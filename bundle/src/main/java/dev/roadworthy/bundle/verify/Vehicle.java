package dev.roadworthy.bundle.verify;

import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.bundle.release.RuntimeVersion;

/**
 * What a vehicle knows of itself when it judges a release.
 *
 * @param line the model line that it runs in this place
 * @param hardware the name of its hardware
 * @param onnxRuntime the version of its ONNX Runtime
 * @param freeBytes free on the file system where models are staged
 * @param installed the release that is committed, or {@link Position#NONE}
 * @param floor the highest {@link dev.roadworthy.bundle.release.Release#floorPosition} of all releases that it ever
 *     accepted, or {@link Position#NONE}
 */
public record Vehicle(
        String line, String hardware, RuntimeVersion onnxRuntime, long freeBytes, Position installed, Position floor) {}
