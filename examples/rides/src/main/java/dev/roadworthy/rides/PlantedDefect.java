package dev.roadworthy.rides;

import java.util.List;

/**
 * One entry of the truth file.
 *
 * @param defect its label
 * @param ride folder of the ride that has it
 * @param frames identifiers {@code <ride>/<captured_at_ns>} of the frames that have it; for a clock jump all that come
 *     after it, empty where the ride as a whole is meant
 */
public record PlantedDefect(String defect, String ride, List<String> frames) {}
