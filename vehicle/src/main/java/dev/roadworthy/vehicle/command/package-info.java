/** The command line: from options to what they start. */
@NullMarked
package dev.roadworthy.vehicle.command;

import org.jspecify.annotations.NullMarked;
