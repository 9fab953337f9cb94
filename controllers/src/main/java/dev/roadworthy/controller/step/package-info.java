/** Steps that run in pods: the Job that is desired of one, what became of it, and what it left to say. */
@NullMarked
package dev.roadworthy.controller.step;

import org.jspecify.annotations.NullMarked;
