package dev.roadworthy.vehicle.ddi;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What there is to do.
 *
 * @param sleep until the next poll
 * @param deployment where the open deployment is, if there is one
 * @param cancellation where a cancellation is, if there is one
 * @param configData whether the bridge asks for the vehicle's attributes
 */
public record Poll(Duration sleep, Optional<URI> deployment, Optional<URI> cancellation, boolean configData) {}
