/** What both ways to a Git host, its Git and its API, are entered with. */
@NullMarked
package dev.roadworthy.git.access;

import org.jspecify.annotations.NullMarked;
