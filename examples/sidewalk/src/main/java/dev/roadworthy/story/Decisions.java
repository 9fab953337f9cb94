package dev.roadworthy.story;

import java.util.List;

/** How releases are decided: the parts of the story in which somebody approves them, and what becomes of it. */
interface Decisions {

    /** A release of the model that passed is declared, and waits. */
    void ask() throws Exception;

    /** It is approved, and so is one whose model is too slow. */
    void decide(Scooters scooters) throws Exception;

    /** What to look at after the story. */
    List<String> next();
}
