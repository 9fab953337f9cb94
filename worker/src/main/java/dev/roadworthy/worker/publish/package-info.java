/** Checks what a trainer left, and stores it under its digests. */
@NullMarked
package dev.roadworthy.worker.publish;

import org.jspecify.annotations.NullMarked;
