package dev.roadworthy.git.webhook;

import java.util.Optional;

/** The headers of a delivery. */
@FunctionalInterface
public interface Headers {

    /** The first of a name, which is of any case. */
    Optional<String> first(String name);
}
