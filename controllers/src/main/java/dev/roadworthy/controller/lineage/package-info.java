/** What the ledger is told of each kind, and that it is told before a status says so. */
@NullMarked
package dev.roadworthy.controller.lineage;

import org.jspecify.annotations.NullMarked;
