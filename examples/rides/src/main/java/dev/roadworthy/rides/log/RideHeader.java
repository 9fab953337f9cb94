package dev.roadworthy.rides.log;

import java.time.Instant;
import java.util.SortedMap;

/**
 * Content of {@code ride.json}.
 *
 * @param vehicle that rode
 * @param camera that looked
 * @param startedAt to the second, UTC
 * @param attributes that slices and splits select by
 */
public record RideHeader(String vehicle, String camera, Instant startedAt, SortedMap<String, String> attributes) {}
