/** The room of the kind {@code AnnotationJob}. */
@NullMarked
package dev.roadworthy.controller.annotation;

import org.jspecify.annotations.NullMarked;
