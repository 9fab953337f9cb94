package dev.roadworthy.cli.check.plan;

import java.util.OptionalDouble;

/**
 * What a change takes.
 *
 * @param gpuHours as the last time took; empty where there was none, or nobody could be asked, or nothing is trained
 * @param labels masks that people are asked for at most, those for gold included
 * @param line the same for people; empty where it takes nothing
 */
public record Cost(OptionalDouble gpuHours, long labels, String line) {

    static final Cost NONE = new Cost(OptionalDouble.empty(), 0, "");
}
