package dev.roadworthy.controller.annotation;

import java.time.Duration;

/**
 * How folders of tasks are looked at: those who label send no event.
 *
 * @param every the time between two looks at one folder
 */
public record Polling(Duration every) {}
