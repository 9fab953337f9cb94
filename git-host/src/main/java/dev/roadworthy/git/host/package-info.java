/** Pull requests by a Git host's own API. Knows nothing of Git. */
@NullMarked
package dev.roadworthy.git.host;

import org.jspecify.annotations.NullMarked;
