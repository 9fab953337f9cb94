/** The command line of the steps that run in pods. */
@NullMarked
package dev.roadworthy.worker;

import org.jspecify.annotations.NullMarked;
