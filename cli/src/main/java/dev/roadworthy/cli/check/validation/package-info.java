/** What is wrong with manifests. */
@NullMarked
package dev.roadworthy.cli.check.validation;

import org.jspecify.annotations.NullMarked;
