/** Verification as a vehicle does it: first the documents, then the files one by one. */
@NullMarked
package dev.roadworthy.bundle.verify;

import org.jspecify.annotations.NullMarked;
