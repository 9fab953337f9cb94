/** The check of a pull request: two revisions of a folder of manifests, compared before a merge does anything. */
@NullMarked
package dev.roadworthy.cli.check;

import org.jspecify.annotations.NullMarked;
