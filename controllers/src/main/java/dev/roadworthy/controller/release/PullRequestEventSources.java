package dev.roadworthy.controller.release;

import dev.roadworthy.api.v1alpha1.EdgeRelease;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PullRequestState;
import dev.roadworthy.controller.port.GitHostEvents;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Set;
import java.util.stream.Stream;

/** Reconciles what waits for a pull request once the Git host says that this one has changed. */
final class PullRequestEventSources extends AbstractEventSource<Void, EdgeRelease> {

    private final IndexedResourceCache<EdgeRelease> releases;

    private PullRequestEventSources(IndexedResourceCache<EdgeRelease> releases) {
        super(Void.class, "git-host");
        this.releases = releases;
    }

    static EventSource<?, EdgeRelease> of(EventSourceContext<EdgeRelease> context, GitHostEvents events) {
        PullRequestEventSources source = new PullRequestEventSources(context.getPrimaryCache());
        events.listen(source::changed);
        return source;
    }

    private void changed(GitHostEvents.Change change) {
        // Without the lease, nothing runs here.
        if (isRunning()) {
            releases.list(release -> isConcerned(release, change))
                    .map(ResourceID::fromResource)
                    .map(Event::new)
                    .forEach(getEventHandler()::handleEvent);
        }
    }

    /** Whether the change could be what a release waits for. */
    static boolean isConcerned(EdgeRelease release, GitHostEvents.Change change) {
        return change.namespaces().test(release.getMetadata().getNamespace())
                && awaited(release).anyMatch(page -> change.pullRequests().stream()
                        // Every host ends a pull request's address in its number.
                        .anyMatch(number -> page.endsWith("/" + number)));
    }

    /** The pages of the pull requests that it waits for. */
    private static Stream<String> awaited(EdgeRelease release) {
        EdgeReleaseStatus status = release.getStatus();
        if (status == null) {
            return Stream.of();
        }
        return Stream.concat(
                Stream.ofNullable(status.approval())
                        .filter(approval -> approval.approvers() == null)
                        .map(EdgeReleaseStatus.Approval::pullRequest),
                Stream.ofNullable(status.revert())
                        .filter(revert -> revert.state() == PullRequestState.Open)
                        .map(EdgeReleaseStatus.Revert::pullRequest));
    }

    @Override
    public Set<Void> getSecondaryResources(EdgeRelease release) {
        return Set.of();
    }
}
