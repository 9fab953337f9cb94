package dev.roadworthy.vehicle.state;

import dev.roadworthy.bundle.release.Position;
import dev.roadworthy.contract.Digest;
import java.time.Instant;

/**
 * A release that lies on the disk, every byte verified.
 *
 * @param digest of its bundle; the hex digits name its directory
 * @param line its model line
 * @param version for people
 * @param position its epoch and counter
 * @param since when it was verified, by the vehicle's clock
 */
public record Installed(Digest digest, String line, String version, Position position, Instant since) {}
