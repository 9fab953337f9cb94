/** The room of the kind {@code Dataset}. */
@NullMarked
package dev.roadworthy.controller.dataset;

import org.jspecify.annotations.NullMarked;
