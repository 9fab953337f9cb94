package dev.roadworthy.killsweep;

import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import java.util.List;
import java.util.Optional;

/** The people who decide about releases. */
interface Approvers {

    /** Puts a manifest where it is kept, before it is applied. */
    void declare(String line, String manifest) throws Exception;

    /** Whether they have what they need to decide. */
    boolean areAsked(EdgeReleaseStatus status);

    /**
     * Has the line's release approved.
     *
     * @return its manifest after that
     */
    String approved(String line, EdgeReleaseStatus status) throws Exception;

    /** The titles of the pull requests that ask them about a release, with {@code LINE} for its line. */
    List<String> requests();

    /** Whom a signed release names. */
    List<String> names();

    /** The titles of all pull requests of the line that there ever were, sorted, with {@code LINE} for its name. */
    List<String> pullRequests(String line) throws Exception;

    /**
     * Tells the operator where they are.
     *
     * @return what stands between the operator and them, to be closed; empty where nothing does
     */
    Optional<Proxy> configure(Application operator, WriteGate gate) throws Exception;
}
