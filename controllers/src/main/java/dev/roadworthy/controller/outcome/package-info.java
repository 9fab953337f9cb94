/** What a decision comes to. */
@NullMarked
package dev.roadworthy.controller.outcome;

import org.jspecify.annotations.NullMarked;
