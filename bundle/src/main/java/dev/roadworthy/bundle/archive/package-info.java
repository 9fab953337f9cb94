/** A bundle as one deterministic archive that is written and read as a stream. */
@NullMarked
package dev.roadworthy.bundle.archive;

import org.jspecify.annotations.NullMarked;
