/** The bytes of bundles, from where the operator's pods put them. */
@NullMarked
package dev.roadworthy.bridge.artifact;

import org.jspecify.annotations.NullMarked;
