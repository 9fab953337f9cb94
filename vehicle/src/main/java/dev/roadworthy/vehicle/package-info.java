/** The command line of a vehicle and of a fleet of simulated ones. */
@NullMarked
package dev.roadworthy.vehicle;

import org.jspecify.annotations.NullMarked;
