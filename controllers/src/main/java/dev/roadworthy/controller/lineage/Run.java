package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.PinnedDataset;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run as a status shows it.
 *
 * @param job its Job
 * @param end how it ended; null while it goes on
 * @param message why it came to no result
 */
record Run(
        String job,
        RunEvent.@Nullable Type end,
        RunEvent.Facts facts,
        @Nullable String message) {

    // As Step.jobName writes it.
    private static final Pattern JOB = Pattern.compile(".*-([a-z]+)-[0-9a-f]+-[0-9]+");

    static Run open(String job, RunEvent.Facts facts) {
        return new Run(job, null, facts, null);
    }

    static Run complete(String job, RunEvent.Facts facts) {
        return new Run(job, RunEvent.Type.COMPLETE, facts, null);
    }

    static Run failed(String job, RunEvent.Facts facts, @Nullable String message) {
        return new Run(job, RunEvent.Type.FAIL, facts, message);
    }

    static Run aborted(String job, RunEvent.Facts facts, @Nullable String message) {
        return new Run(job, RunEvent.Type.ABORT, facts, message);
    }

    /** What the Job does, for example {@code index}. */
    String step() {
        return step(job);
    }

    static String step(String job) {
        Matcher name = JOB.matcher(job);
        return name.matches() ? name.group(1) : "run";
    }

    static Data data(Artifact artifact) {
        return new Data(artifact.uri(), new Digest(artifact.digest()));
    }

    /** A Dataset by its manifest, and the digest of its rows. */
    static Data data(PinnedDataset dataset) {
        return new Data(dataset.manifest().uri(), new Digest(dataset.digest()));
    }

    static Data data(PinnedModel model) {
        return new Data(model.manifest().uri(), new Digest(model.digest()));
    }
}
