/** How the campaigns stand, and stopping those that go wrong. */
@NullMarked
package dev.roadworthy.bridge.watch;

import org.jspecify.annotations.NullMarked;
