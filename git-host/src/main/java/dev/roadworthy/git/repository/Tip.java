package dev.roadworthy.git.repository;

import java.time.Instant;

/**
 * The newest commit of a branch.
 *
 * @param branch without {@code refs/heads/}
 * @param commit its object name
 * @param committer an e-mail address: whoever amends or rebases a commit becomes its committer
 * @param message the whole
 * @param at when it was committed, to the second
 */
public record Tip(String branch, String commit, String committer, String message, Instant at) {}
