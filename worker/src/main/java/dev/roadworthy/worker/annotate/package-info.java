/** The steps {@code select} and {@code collect}: frames go out to be labelled, and masks come in. */
@NullMarked
package dev.roadworthy.worker.annotate;

import org.jspecify.annotations.NullMarked;
