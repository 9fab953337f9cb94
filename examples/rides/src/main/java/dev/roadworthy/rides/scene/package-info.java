/** What stands in a street: cross-section, materials, plots, cars, people, trees. */
@NullMarked
package dev.roadworthy.rides.scene;

import org.jspecify.annotations.NullMarked;
