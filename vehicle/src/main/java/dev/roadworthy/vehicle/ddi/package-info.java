/** The protocol between a vehicle and the bridge: hawkBit DDI v1. Nothing else knows its JSON. */
@NullMarked
package dev.roadworthy.vehicle.ddi;

import org.jspecify.annotations.NullMarked;
