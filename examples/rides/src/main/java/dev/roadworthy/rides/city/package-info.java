/** Where and when a ride happens: street graph, route, motion and the position of the sun. */
@NullMarked
package dev.roadworthy.rides.city;

import org.jspecify.annotations.NullMarked;
