/** The room of the kind {@code Evaluation}. */
@NullMarked
package dev.roadworthy.controller.evaluation;

import org.jspecify.annotations.NullMarked;
