/** The command {@code roadworthy}. */
@NullMarked
package dev.roadworthy.cli;

import org.jspecify.annotations.NullMarked;
