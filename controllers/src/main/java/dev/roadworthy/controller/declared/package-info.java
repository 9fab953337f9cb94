/** What specs say in words of their own, read in one place. */
@NullMarked
package dev.roadworthy.controller.declared;

import org.jspecify.annotations.NullMarked;
