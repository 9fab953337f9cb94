/** What a merge does. */
@NullMarked
package dev.roadworthy.cli.check.plan;

import org.jspecify.annotations.NullMarked;
