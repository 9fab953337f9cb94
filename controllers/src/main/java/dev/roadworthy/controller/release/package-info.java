/** From a model that passed its gates to a signed bundle: gated, approved, signed, packed. */
@NullMarked
package dev.roadworthy.controller.release;

import org.jspecify.annotations.NullMarked;
