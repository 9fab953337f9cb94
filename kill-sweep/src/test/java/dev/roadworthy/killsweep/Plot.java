package dev.roadworthy.killsweep;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the stories of a sweep have in common.
 *
 * @param approvers who decides whether a release comes to vehicles
 * @param ending what becomes of it there
 */
record Plot(Approvers approvers, Ending ending) {

    /** The titles of the pull requests that a release takes, sorted. */
    List<String> pullRequests() {
        return Stream.of(approvers.requests(), ending.requests())
                .flatMap(List::stream)
                .sorted()
                .toList();
    }
}
