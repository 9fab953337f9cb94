/** How a release comes to vehicles, wave by wave. It acts on the bridge's verdicts, and computes none. */
@NullMarked
package dev.roadworthy.controller.rollout;

import org.jspecify.annotations.NullMarked;
