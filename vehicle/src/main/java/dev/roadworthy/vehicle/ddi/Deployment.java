package dev.roadworthy.vehicle.ddi;

import dev.roadworthy.vehicle.state.Assignment;
import java.util.Optional;

/**
 * What the bridge wants installed.
 *
 * @param action its id
 * @param mayDownload false where the bridge says to wait
 * @param maySwitch false where the bridge says to wait, or no maintenance window is open
 * @param assignment the bundle, or empty where there is none among the artifacts
 * @param fault why there is none
 */
public record Deployment(
        String action, boolean mayDownload, boolean maySwitch, Optional<Assignment> assignment, String fault) {}
