/** What must hold before anything is offered. Fails closed. */
@NullMarked
package dev.roadworthy.bridge.verify;

import org.jspecify.annotations.NullMarked;
