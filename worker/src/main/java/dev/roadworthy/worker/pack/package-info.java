/** Lays a signed release and its model into a bundle. */
@NullMarked
package dev.roadworthy.worker.pack;

import org.jspecify.annotations.NullMarked;
