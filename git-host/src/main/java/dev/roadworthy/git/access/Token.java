package dev.roadworthy.git.access;

import dev.roadworthy.controller.port.Refused;
import dev.roadworthy.controller.port.Unavailable;

/** A token, for a host's API and for Git over HTTP. */
public interface Token {

    /**
     * The token as it is now.
     *
     * @throws Refused where there is none. The message never holds it, nor what it is made of
     * @throws Unavailable where who gives it does not answer
     */
    String read() throws Refused, Unavailable;

    /** The path below the API of the user whose it is. */
    String self() throws Refused, Unavailable;

    /** Where it comes from, for a message, for example {@code the token in /etc/git/token}. */
    String name();
}
