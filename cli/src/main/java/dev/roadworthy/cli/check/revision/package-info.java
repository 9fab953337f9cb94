/** Revisions of a folder in a Git repository. */
@NullMarked
package dev.roadworthy.cli.check.revision;

import org.jspecify.annotations.NullMarked;
