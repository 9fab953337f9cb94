/** The application: wiring and configuration. */
@NullMarked
package dev.roadworthy.bridge;

import org.jspecify.annotations.NullMarked;
