/** What was made of what, as the ledger in the artifact store tells it. */
@NullMarked
package dev.roadworthy.cli.lineage;

import org.jspecify.annotations.NullMarked;
