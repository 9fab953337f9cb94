package dev.roadworthy.controller.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.controller.port.GitHostEvents;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRequestEventSourcesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                             | false",
                "{approval: {candidate: c, pullRequest: h/pulls/7, state: Open}}                | true",
                "{approval: {candidate: c, pullRequest: h/-/merge_requests/7, state: Open}}     | true",
                "{approval: {candidate: c, pullRequest: h/pull/8, state: Open}}                 | true",
                "{approval: {candidate: c, pullRequest: h/pulls/17, state: Open}}               | false",
                "{approval: {candidate: c, pullRequest: h/pulls/77, state: Open}}               | false",
                "{approval: {candidate: c, pullRequest: h/pulls/7, state: Merged}}              | true",
                "{approval: {candidate: c, pullRequest: h/pulls/7, state: Closed}}              | true",
                "{approval: {candidate: c, pullRequest: h/pulls/7, state: Merged, approvers: []}} | false",
                "{revert: {pullRequest: h/pulls/7, state: Open}}                                | true",
                "{revert: {pullRequest: h/pulls/9, state: Open}}                                | false",
                "{revert: {pullRequest: h/pulls/7, state: Merged}}                              | false",
            })
    void whatWaitsForThePullRequestIsConcerned(String status, boolean concerned) {
        GitHostEvents.Change change = new GitHostEvents.Change(namespace -> true, Set.of(7L, 8L));

        assertThat(PullRequestEventSources.isConcerned(release(status), change)).isEqualTo(concerned);
    }

    @Test
    void aReleaseOfAnotherRepositoryIsNotConcerned() {
        EdgeRelease release = release("{approval: {candidate: c, pullRequest: h/pulls/7, state: Open}}");
        String namespace = release.getMetadata().getNamespace();

        assertThat(PullRequestEventSources.isConcerned(
                        release, new GitHostEvents.Change(namespace::equals, Set.of(7L))))
                .isTrue();
        assertThat(PullRequestEventSources.isConcerned(
                        release, new GitHostEvents.Change("another"::equals, Set.of(7L))))
                .isFalse();
    }

    @Test
    void aReleaseThatNobodyHasLookedAtIsNotConcerned() {
        assertThat(PullRequestEventSources.isConcerned(
                        EdgeReleases.release(""), new GitHostEvents.Change(namespace -> true, Set.of(7L))))
                .isFalse();
    }

    private static EdgeRelease release(String status) {
        EdgeRelease release = EdgeReleases.release("");
        release.setStatus(
                Serialization.unmarshal("status: " + status, EdgeRelease.class).getStatus());
        return release;
    }
}
