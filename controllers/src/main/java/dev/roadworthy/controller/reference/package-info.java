/** What references resolve to, and the watches that tell when that changes. */
@NullMarked
package dev.roadworthy.controller.reference;

import org.jspecify.annotations.NullMarked;
