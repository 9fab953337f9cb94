/** OpenSSF Model Signing over a directory, method {@code key}. */
@NullMarked
package dev.roadworthy.bundle.oms;

import org.jspecify.annotations.NullMarked;
