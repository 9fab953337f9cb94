/** Manifests as they stand in files, each value with its line. */
@NullMarked
package dev.roadworthy.cli.manifest;

import org.jspecify.annotations.NullMarked;
