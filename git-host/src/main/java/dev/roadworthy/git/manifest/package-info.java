/** Manifests in files: finds one among many, and changes one field without touching another byte. */
@NullMarked
package dev.roadworthy.git.manifest;

import org.jspecify.annotations.NullMarked;
