package dev.roadworthy.git.access;

/** How a host knows us, as it is configured. */
public sealed interface Credentials permits TokenFile, AppKey {}
