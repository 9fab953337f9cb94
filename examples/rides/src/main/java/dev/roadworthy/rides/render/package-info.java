/** Ray casting of a street scene into a camera frame and its exact class mask. */
@NullMarked
package dev.roadworthy.rides.render;

import org.jspecify.annotations.NullMarked;
