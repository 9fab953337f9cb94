/** JSON from somebody that is not trusted. */
@NullMarked
package dev.roadworthy.bundle.json;

import org.jspecify.annotations.NullMarked;
