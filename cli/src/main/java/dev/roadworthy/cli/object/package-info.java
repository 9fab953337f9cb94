/** Objects as people name them, and what their specs name. */
@NullMarked
package dev.roadworthy.cli.object;

import org.jspecify.annotations.NullMarked;
