/** Many vehicles in one process, with declared faults. */
@NullMarked
package dev.roadworthy.vehicle.simulate;

import org.jspecify.annotations.NullMarked;
