@NullMarked
package dev.roadworthy.rides.city;

import org.jspecify.annotations.NullMarked;
