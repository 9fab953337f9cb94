/** What the command line asks a cluster: how objects stand, and until when to wait for them. It changes nothing there. */
@NullMarked
package dev.roadworthy.cli.cluster;

import org.jspecify.annotations.NullMarked;
