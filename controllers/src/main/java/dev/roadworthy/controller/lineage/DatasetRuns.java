package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.port.RunEvent;
import dev.roadworthy.controller.port.RunEvent.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The runs of a Dataset: the index that is being made, or was. One that its checks refuse is a failure. */
final class DatasetRuns {

    private DatasetRuns() {}

    static List<Run> of(Dataset dataset, DatasetStatus status) {
        String job = status.job();
        if (job == null) {
            return List.of();
        }
        RunEvent.Facts facts =
                new RunEvent.Facts(inputs(dataset, status), outputs(status), checks(status), List.of(), null);
        Standing standing = Standing.of(status);
        if (status.digest() != null) {
            return List.of(Run.complete(job, facts));
        }
        return List.of(standing.refused() ? Run.failed(job, facts, standing.message()) : Run.open(job, facts));
    }

    private static List<Data> inputs(Dataset dataset, DatasetStatus status) {
        List<Data> inputs = new ArrayList<>();
        DatasetSpec.Source source = dataset.getSpec().source();
        if (source != null) {
            inputs.add(new Data(source.uri(), null));
        }
        DatasetStatus.Inputs pinned = Objects.requireNonNullElse(status.inputs(), DatasetStatus.Inputs.NONE);
        pinned.extended().forEach(pin -> inputs.add(Run.data(pin)));
        pinned.labelsFrom().forEach(pin -> inputs.add(Run.data(pin.snapshot())));
        return inputs;
    }

    private static List<Data> outputs(DatasetStatus status) {
        List<Data> outputs = new ArrayList<>();
        if (status.manifest() != null) {
            // As those who use it name it: the manifest's place, and the digest of the rows.
            outputs.add(
                    status.digest() == null
                            ? Run.data(status.manifest())
                            : new Data(status.manifest().uri(), new Digest(status.digest())));
        }
        Stream.of(status.index(), status.report())
                .flatMap(Stream::ofNullable)
                .forEach(artifact -> outputs.add(Run.data(artifact)));
        return outputs;
    }

    private static List<RunEvent.Limit> checks(DatasetStatus status) {
        return Objects.requireNonNullElse(status.checks(), List.<DatasetStatus.Check>of()).stream()
                .map(check -> new RunEvent.Limit(
                        check.name(),
                        check.result() == DatasetStatus.Result.Passed ? RunEvent.Kept.YES : RunEvent.Kept.NO,
                        check.limit(),
                        check.value()))
                .toList();
    }
}
