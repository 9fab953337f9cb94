package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.Dataset;
import dev.roadworthy.api.v1alpha1.DatasetSpec;
import dev.roadworthy.api.v1alpha1.DatasetStatus;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance.Making;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What a Dataset has made: its index. The report has its rides, the index its frames. */
public final class DatasetStatements {

    private DatasetStatements() {}

    public static List<InTotoStatement<?>> of(Dataset dataset, DatasetStatus status) {
        if (status.digest() == null) {
            return List.of();
        }
        Made made = new Made(Making.DATASET, dataset)
                .subject(Ledger.DATASET, status.digest())
                .subject(Ledger.MANIFEST, status.manifest())
                .subject(Ledger.INDEX, status.index())
                .subject(Ledger.REPORT, status.report());
        DatasetSpec.Source source = dataset.getSpec().source();
        if (source != null) {
            made.from(Resource.place(Ledger.RECORDINGS, source.uri()))
                    .value("layout", source.layout().name());
        }
        DatasetStatus.Inputs inputs = Objects.requireNonNullElse(status.inputs(), DatasetStatus.Inputs.NONE);
        // Sorted: the order in the spec changes nothing.
        inputs.extended().stream()
                .sorted(Comparator.comparing(pin -> pin.digest()))
                .forEach(made::from);
        inputs.labelsFrom().stream()
                .map(pin -> pin.snapshot().digest())
                .sorted()
                .forEach(labels -> made.from(Ledger.LABELS, labels));
        return List.of(made.by(Objects.requireNonNull(status.inputHash(), "what has a digest has an input")));
    }
}
