/** The one way out of a reconciliation: conditions, generation, and a patch only where something changed. */
@NullMarked
package dev.roadworthy.controller.status;

import org.jspecify.annotations.NullMarked;
