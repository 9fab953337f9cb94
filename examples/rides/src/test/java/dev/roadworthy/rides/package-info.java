@NullMarked
package dev.roadworthy.rides;

import org.jspecify.annotations.NullMarked;
