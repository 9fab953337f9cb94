package dev.roadworthy.git.host;

import dev.roadworthy.controller.port.GitHost.Approval;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A review that says yes or no; one that only remarks is none.
 *
 * @param number grows from review to review
 * @param verdict what it says
 * @param commit that was looked at
 */
record Review(long number, String reviewer, Verdict verdict, String commit, Instant at) {

    /** What a review says. */
    enum Verdict {
        APPROVES,
        /** Says no, or said yes and was taken back, dismissed, or is about something else since. */
        DOES_NOT
    }

    /** Those reviewers' that approve now: the last word of each counts, and an earlier one does not come back. */
    static List<Approval> approvals(List<Review> reviews) {
        Map<String, Review> last = new LinkedHashMap<>();
        reviews.stream().sorted(Comparator.comparingLong(Review::number)).forEach(r -> last.put(r.reviewer(), r));
        return last.values().stream()
                .filter(review -> review.verdict() == Verdict.APPROVES)
                .map(review -> new Approval(review.reviewer(), review.commit(), review.at()))
                .toList();
    }
}
