/** A real API server for tests, and actors that play what a light cluster lacks. */
@NullMarked
package dev.roadworthy.testing;

import org.jspecify.annotations.NullMarked;
