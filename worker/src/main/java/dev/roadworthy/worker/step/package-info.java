/** What every step shares: its environment, its failures, and how its result leaves the pod. */
@NullMarked
package dev.roadworthy.worker.step;

import org.jspecify.annotations.NullMarked;
