/** What a check came to, in the forms that people and tools read. */
@NullMarked
package dev.roadworthy.cli.check.report;

import org.jspecify.annotations.NullMarked;
