/** Who may speak to the bridge. */
@NullMarked
package dev.roadworthy.bridge.access;

import org.jspecify.annotations.NullMarked;
