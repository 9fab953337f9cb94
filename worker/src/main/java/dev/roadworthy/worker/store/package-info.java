/** Where steps read recordings and write artifacts: S3, or a directory for local use. */
@NullMarked
package dev.roadworthy.worker.store;

import org.jspecify.annotations.NullMarked;
