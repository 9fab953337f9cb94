/** What hosts tell by themselves. Nothing is believed of it but that a pull request may have changed. */
@NullMarked
package dev.roadworthy.git.webhook;

import org.jspecify.annotations.NullMarked;
