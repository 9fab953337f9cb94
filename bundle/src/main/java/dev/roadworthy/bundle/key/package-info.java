/** Elliptic-curve keys: those that sign, and those that are trusted. */
@NullMarked
package dev.roadworthy.bundle.key;

import org.jspecify.annotations.NullMarked;
