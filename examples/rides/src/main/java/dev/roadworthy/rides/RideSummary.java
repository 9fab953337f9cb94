package dev.roadworthy.rides;

import java.util.List;

/**
 * What was generated.
 *
 * @param bytes on disk
 * @param truth every planted defect, by ride
 */
public record RideSummary(int rides, int frames, long bytes, List<PlantedDefect> truth) {}
