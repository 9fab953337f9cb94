/** Measures a model on a split of a dataset, with intervals, slice by slice, and beside a baseline. */
@NullMarked
package dev.roadworthy.worker.evaluate;

import org.jspecify.annotations.NullMarked;
