/** Which vehicle gets what: decided from what is known, and from nothing else. */
@NullMarked
package dev.roadworthy.bridge.campaign;

import org.jspecify.annotations.NullMarked;
