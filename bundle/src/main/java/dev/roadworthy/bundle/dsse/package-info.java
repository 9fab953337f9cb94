/** DSSE envelopes in Sigstore bundles, around in-toto statements: one signature, over bytes that are written once. */
@NullMarked
package dev.roadworthy.bundle.dsse;

import org.jspecify.annotations.NullMarked;
