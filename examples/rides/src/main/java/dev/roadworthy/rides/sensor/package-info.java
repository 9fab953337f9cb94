/** What the scooter's own sensors measure along a ride. */
@NullMarked
package dev.roadworthy.rides.sensor;

import org.jspecify.annotations.NullMarked;
