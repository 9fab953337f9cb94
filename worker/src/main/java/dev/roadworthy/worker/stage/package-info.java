/** Lays a Dataset's frames and canonical masks into a folder, every byte verified against the Dataset's digest. */
@NullMarked
package dev.roadworthy.worker.stage;

import org.jspecify.annotations.NullMarked;
