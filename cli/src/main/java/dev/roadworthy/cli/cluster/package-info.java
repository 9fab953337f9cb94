/**
 * What the command line asks a cluster: how objects stand and change, until when to wait for them, what two results differ in, and
 * whether a status is what the artifact store holds. It changes nothing there.
 */
@NullMarked
package dev.roadworthy.cli.cluster;

import org.jspecify.annotations.NullMarked;
