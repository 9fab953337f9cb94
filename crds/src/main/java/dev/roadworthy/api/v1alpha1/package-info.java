/** The API {@code roadworthy.dev/v1alpha1}: what people declare and what the operator answers. No clients, no logic. */
@NullMarked
package dev.roadworthy.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
