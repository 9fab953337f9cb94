@NullMarked
package dev.roadworthy.rides.sensor;

import org.jspecify.annotations.NullMarked;
