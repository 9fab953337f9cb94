/** What the bridge remembers, in PostgreSQL, by plain SQL. */
@NullMarked
package dev.roadworthy.bridge.store;

import org.jspecify.annotations.NullMarked;
