/** The story of the demo. It does what a user does, with the tools that a user has, and believes nothing unseen. */
@NullMarked
package dev.roadworthy.story;

import org.jspecify.annotations.NullMarked;
