package dev.roadworthy.vehicle.state;

import dev.roadworthy.contract.Digest;
import java.net.URI;

/**
 * What the bridge wants installed.
 *
 * @param action the id of the action, a positive decimal
 * @param bundle the digest of the archive
 * @param bytes of the archive
 * @param download where it is
 */
public record Assignment(String action, Digest bundle, long bytes, URI download) {}
