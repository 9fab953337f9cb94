/** What the decisions need of the world outside Kubernetes, as small interfaces. */
@NullMarked
package dev.roadworthy.controller.port;

import org.jspecify.annotations.NullMarked;
