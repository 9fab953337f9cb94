/** The artifact store, as commands are told of it. */
@NullMarked
package dev.roadworthy.cli.store;

import org.jspecify.annotations.NullMarked;
