/** How a release fares on the vehicles that took it: the one place where a verdict is made. */
@NullMarked
package dev.roadworthy.bridge.health;

import org.jspecify.annotations.NullMarked;
