/** Revisions of a folder in a Git repository, and what there is to say of them. */
@NullMarked
package dev.roadworthy.cli.check.revision;

import org.jspecify.annotations.NullMarked;
