/** A repository by Git's own protocol over HTTP(S): read a branch, change a file on another. Knows nothing of pull requests. */
@NullMarked
package dev.roadworthy.git.repository;

import org.jspecify.annotations.NullMarked;
