package dev.roadworthy.git.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.controller.port.GitHost.Approval;
import dev.roadworthy.git.host.Review.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {

    @Test
    void theLastWordOfEachReviewerCounts() {
        assertThat(Review.approvals(List.of(
                        review(1, "ada", Verdict.APPROVES),
                        review(2, "bob", Verdict.DOES_NOT),
                        review(3, "bob", Verdict.APPROVES),
                        review(4, "ada", Verdict.DOES_NOT))))
                .extracting(Approval::reviewer)
                .containsExactly("bob");
    }

    @Test
    void theOrderOfTheListDoesNotMatter() {
        assertThat(Review.approvals(List.of(review(2, "ada", Verdict.DOES_NOT), review(1, "ada", Verdict.APPROVES))))
                .isEmpty();
    }

    @Test
    void aReviewerApprovesOnce() {
        assertThat(Review.approvals(List.of(review(1, "ada", Verdict.APPROVES), review(2, "ada", Verdict.APPROVES))))
                .containsExactly(new Approval("ada", "commit-2", Instant.EPOCH.plusSeconds(2)));
    }

    private static Review review(long number, String reviewer, Verdict verdict) {
        return new Review(number, reviewer, verdict, "commit-" + number, Instant.EPOCH.plusSeconds(number));
    }
}
