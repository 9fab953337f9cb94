/** Models as the trainer contract describes them, on the frames of one camera, with their latency. */
@NullMarked
package dev.roadworthy.vehicle.inference;

import org.jspecify.annotations.NullMarked;
