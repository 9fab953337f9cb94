/** Steps that run in pods: the Job that is desired of one, and what became of it. Pure. */
@NullMarked
package dev.roadworthy.controller.step;

import org.jspecify.annotations.NullMarked;
