package dev.roadworthy.vehicle.ddi;

/**
 * The bridge cancels an action.
 *
 * @param id of the cancellation
 * @param stops the action
 */
public record Cancellation(String id, String stops) {}
