package dev.roadworthy.controller.lineage;

import dev.roadworthy.api.v1alpha1.TrainingRun;
import dev.roadworthy.api.v1alpha1.TrainingRunSpec;
import dev.roadworthy.api.v1alpha1.TrainingRunStatus;
import dev.roadworthy.contract.Documents;
import dev.roadworthy.contract.InTotoStatement;
import dev.roadworthy.contract.InTotoStatement.Resource;
import dev.roadworthy.contract.Ledger;
import dev.roadworthy.contract.Provenance.Making;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a TrainingRun has made: the model of its attempt of now. */
public final class TrainingStatements {

    private TrainingStatements() {}

    public static List<InTotoStatement<?>> of(TrainingRun run, TrainingRunStatus status) {
        TrainingRunStatus.Model model = status.model();
        TrainingRunStatus.Lineage lineage = status.lineage();
        if (model == null || lineage == null) {
            return List.of();
        }
        TrainingRunSpec spec = run.getSpec();
        Made made = new Made(Making.MODEL, run)
                .subject(Ledger.MODEL, model.digest())
                .from(Objects.requireNonNull(status.dataset(), "what is trained has a Dataset"))
                .from("image", lineage.image())
                .from("parameters", lineage.parameters())
                // What the input hash is over: neither the repository nor the registry, which may move.
                .value("seed", Long.toString(Objects.requireNonNullElse(spec.seed(), 0L)))
                .value(
                        "command",
                        spec.command() == null
                                ? null
                                : new String(Documents.write(spec.command()), StandardCharsets.UTF_8));
        if (lineage.commit() != null) {
            made.from(Resource.commit("code", null, lineage.commit()));
        }
        Objects.requireNonNullElse(spec.parameters(), Map.<String, String>of())
                .forEach((name, value) -> made.value("parameters." + name, value));
        return List.of(made.by(Objects.requireNonNull(status.inputHash(), "what has a model has an input")));
    }
}
