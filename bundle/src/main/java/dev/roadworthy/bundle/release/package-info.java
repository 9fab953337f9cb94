/** The release statement: what a bundle holds, what it needs, and who approved it. */
@NullMarked
package dev.roadworthy.bundle.release;

import org.jspecify.annotations.NullMarked;
