package dev.roadworthy.git.repository;

/** Whose commits ours are. */
public record Author(String name, String email) {}
