/** What a vehicle does: poll, verify, stage, switch, try, commit or revert, report. */
@NullMarked
package dev.roadworthy.vehicle.agent;

import org.jspecify.annotations.NullMarked;
