/** What a vehicle knows, on its disk, and the only writes there are. */
@NullMarked
package dev.roadworthy.vehicle.state;

import org.jspecify.annotations.NullMarked;
