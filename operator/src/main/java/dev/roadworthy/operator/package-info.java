/** The application: configuration, wiring, and adapters for the ports of the controllers. No decisions. */
@NullMarked
package dev.roadworthy.operator;

import org.jspecify.annotations.NullMarked;
