/** The vehicle protocol, hawkBit's Direct Device Integration v1. Nothing else knows its JSON. */
@NullMarked
package dev.roadworthy.bridge.ddi;

import org.jspecify.annotations.NullMarked;
