/** How the bridge says no: one document (RFC 9457), a closed list of reasons, and a count of each. */
@NullMarked
package dev.roadworthy.bridge.problem;

import org.jspecify.annotations.NullMarked;
