/** Metrics against limits: pure, and the one place where a verdict on a model is made. */
@NullMarked
package dev.roadworthy.controller.gate;

import org.jspecify.annotations.NullMarked;
