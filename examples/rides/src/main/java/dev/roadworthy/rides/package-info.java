/** Generates rides in the RideLog layout, whole and reproducible from a seed. */
@NullMarked
package dev.roadworthy.rides;

import org.jspecify.annotations.NullMarked;
