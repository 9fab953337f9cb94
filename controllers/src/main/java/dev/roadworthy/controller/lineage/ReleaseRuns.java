package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Approval;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Signature;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of an EdgeRelease: the bundle that is being packed, or was. How vehicles like it is no run. */
final class ReleaseRuns {

    private ReleaseRuns() {}

    static List<Run> of(EdgeReleaseStatus status) {
        String job = status.job();
        Evidence evidence = status.evidence();
        Signature signature = status.signature();
        if (job == null || evidence == null || signature == null) {
            return List.of();
        }
        List<Data> inputs = List.of(
                Run.data(evidence.model()), Run.data(signature.release()), Run.data(signature.modelSignature()));
        RunEvent.Facts facts = new RunEvent.Facts(
                inputs,
                Stream.ofNullable(status.bundle()).map(Run::data).toList(),
                List.of(),
                List.of(),
                code(status.approval()));
        Standing standing = Standing.of(status);
        if (status.bundle() != null) {
            return List.of(Run.complete(job, facts));
        }
        return List.of(standing.refused() ? Run.failed(job, facts, standing.message()) : Run.open(job, facts));
    }

    /** The commit of the manifest, by which it was approved. */
    private static RunEvent.@Nullable Code code(@Nullable Approval approval) {
        return approval == null || approval.commit() == null
                ? null
                : new RunEvent.Code(approval.pullRequest(), approval.commit());
    }
}
