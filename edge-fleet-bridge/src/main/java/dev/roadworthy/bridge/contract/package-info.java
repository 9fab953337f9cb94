/** What the operator says and asks. Level-based: saying the same again changes nothing. */
@NullMarked
package dev.roadworthy.bridge.contract;

import org.jspecify.annotations.NullMarked;
