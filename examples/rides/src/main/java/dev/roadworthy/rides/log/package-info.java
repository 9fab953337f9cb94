/** Writes the RideLog layout: header, frames, masks and sensor tables. */
@NullMarked
package dev.roadworthy.rides.log;

import org.jspecify.annotations.NullMarked;
