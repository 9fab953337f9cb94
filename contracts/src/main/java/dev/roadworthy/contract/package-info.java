/** Values and documents that cross a process boundary. No clients, no decisions. */
@NullMarked
package dev.roadworthy.contract;

import org.jspecify.annotations.NullMarked;
