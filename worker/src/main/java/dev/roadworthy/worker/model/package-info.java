/** Trained models as {@code docs/trainer-contract.md} describes them: what they take, what they give, how they run. */
@NullMarked
package dev.roadworthy.worker.model;

import org.jspecify.annotations.NullMarked;
