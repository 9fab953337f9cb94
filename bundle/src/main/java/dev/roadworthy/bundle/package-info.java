/** The trust library: what is signed, how a bundle is laid out, and how a vehicle verifies it. See docs/bundle.md. */
@NullMarked
package dev.roadworthy.bundle;

import org.jspecify.annotations.NullMarked;
