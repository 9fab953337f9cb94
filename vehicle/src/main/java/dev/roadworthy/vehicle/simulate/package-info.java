/** Many vehicles in one process: each with its own disk and its own conversation with the bridge, models shared. */
@NullMarked
package dev.roadworthy.vehicle.simulate;

import org.jspecify.annotations.NullMarked;
