/** Changes of manifests as pull requests, made and looked after without anybody's memory but the Git host's. */
@NullMarked
package dev.roadworthy.git;

import org.jspecify.annotations.NullMarked;
