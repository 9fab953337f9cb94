/** The step {@code index}: recordings to a checked, split and digested Parquet index. */
@NullMarked
package dev.roadworthy.worker.index;

import org.jspecify.annotations.NullMarked;
