package dev.roadworthy.killsweep;

import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import java.util.List;

/**
 * It is too slow for the vehicles of the canary, which give it back, and people merge what the operator asks them for then:
 * that it ends in Git, too.
 *
 * @param people who merge
 */
record GivenBack(ApproversAtGitea people) implements Ending {

    @Override
    public int latencyMs() {
        return Declared.LATENCY_LIMIT_MS * 2;
    }

    @Override
    public void act(Story story) throws Exception {
        EdgeReleaseStatus status = story.awaitStatus("the request for the end", asked -> asked.revert() != null);
        story.apply(people.merged(story.line(), status.revert().pullRequest()));
    }

    @Override
    public String reason() {
        return "Ended";
    }

    @Override
    public Vehicle.Load load() {
        return Vehicle.Load.BEFORE;
    }

    @Override
    public List<String> requests() {
        return List.of("End LINE 1.0.0, which is rolled back");
    }
}
