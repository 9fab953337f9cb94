/** A bundle to try things with. */
@NullMarked
package dev.roadworthy.bundle.sample;

import org.jspecify.annotations.NullMarked;
