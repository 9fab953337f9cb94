package dev.roadworthy.controller.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.AnnotationJobStatus.Agreement;
import dev.roadworthy.api.v1alpha1.AnnotationJobStatus.Result;
import dev.roadworthy.api.v1alpha1.Condition.Status;
import dev.roadworthy.contract.CollectResult;
import dev.roadworthy.controller.outcome.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewTest {

    private static final String FOLDER = "s3://labels/night/1a/";

    private static Review review(String minAgreement, CollectResult result) {
        return Review.of(AnnotationJobs.gated(minAgreement).getSpec(), FOLDER, result);
    }

    @ParameterizedTest(name = "{0} of 1000 against {1}")
    @CsvSource({
        "900, '\"0.90\"', true",
        "899, '\"0.90\"', false",
        "1000, 1, true",
        "999, 1, false",
        "0, 0, true",
    })
    void isAcceptedFromTheLimitOnAndNotAHairBelow(long agreeing, String min, boolean accepted) {
        Review review = review(min, AnnotationJobs.collected(agreeing));

        assertThat(review.isAccepted()).isEqualTo(accepted);
        assertThat(review.quality().status()).isEqualTo(accepted ? Status.True : Status.False);
        assertThat(review.agreement().getFirst().result()).isEqualTo(accepted ? Result.Passed : Result.Failed);
    }

    @Test
    void tooLittleAgreementNamesClassValueLimitFramesAndWhatToDo() {
        Review review = review("\"0.90\"", AnnotationJobs.collected(412));

        assertThat(review.outcome())
                .isEqualTo(new Outcome.Reject(
                        "AgreementTooLow",
                        "known-good frames are not met, limit min 0.90: road has IoU 0.4120"
                                + " (worst 1a2b (ride-1/17): 0.2000); label these classes anew in"
                                + " s3://labels/night/1a/masks/, then write s3://labels/night/1a/done again"));
        assertThat(review.agreement()).containsExactly(new Agreement("road", "0.4120", "min 0.90", Result.Failed));
    }

    @Test
    void masksThatCannotBeUsedAreNamedWithCountAndExamples() {
        Review review = review("\"0.90\"", AnnotationJobs.faulty());

        assertThat(review.outcome().reason()).isEqualTo("LabelsFaulty");
        assertThat(review.outcome().message())
                .isEqualTo("masks cannot be used: missing 2 of 40 (1a2b (ride-1/17): masks/1a2b.png is not there);"
                        + " stray 1 of 39 (masks/notes.txt); correct them in s3://labels/night/1a/masks/,"
                        + " then write s3://labels/night/1a/done again");
        assertThat(review.quality().status()).isEqualTo(Status.False);
    }

    @Test
    void goldOfWhichNothingWasMeasuredIsNotMet() {
        assertThat(review("0", AnnotationJobs.untold()).outcome().reason()).isEqualTo("AgreementTooLow");
    }

    @Test
    void withoutALimitQualityIsUnknownAndLabelsAreTaken() {
        Review review = Review.of(AnnotationJobs.job("").getSpec(), FOLDER, AnnotationJobs.collected(1));

        assertThat(review.isAccepted()).isTrue();
        assertThat(review.quality().status()).isEqualTo(Status.Unknown);
        assertThat(review.quality().message()).contains("add spec.quality.gold");
        assertThat(review.agreement()).isEqualTo(List.of());
    }

    @Test
    void whereNothingIsLabelledNothingIsPublished() {
        Review review = Review.of(AnnotationJobs.job("").getSpec(), FOLDER, AnnotationJobs.untold());

        assertThat(review.outcome().reason()).isEqualTo("NothingLabelled");
        assertThat(review.outcome().message()).contains("all 40 masks ignore every pixel", FOLDER + "done");
    }
}
