package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.lineage.Claims;
import dev.roadworthy.cli.lineage.Claims.Claim;
import dev.roadworthy.cli.lineage.Claims.Making;
import dev.roadworthy.cli.lineage.Claims.Verdict;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the status of each kind claims; roles are those of {@code docs/lineage.md}. */
final class StatusClaims {

    private static final String DATASET = "dataset";
    private static final String MANIFEST = "manifest";
    private static final String MODEL = "model";
    private static final String REPORT = "report";
    private static final String DIGEST = ".digest";

    private final JsonNode object;
    private final List<Claim> claims = new ArrayList<>();

    private StatusClaims(JsonNode object) {
        this.object = object;
    }

    /** Those of an object; none where it has no result. */
    static Claims of(Target target, String namespace, JsonNode object) {
        List<Making> makings =
                switch (target.kind()) {
                    case DATASET -> dataset(object);
                    case ANNOTATION_JOB -> labels(object);
                    case TRAINING_RUN -> model(object);
                    case EVALUATION -> report(object);
                    case EDGE_RELEASE -> release(object);
                };
        return new Claims(
                "%s/%s/%s".formatted(target.kind().label(), namespace, target.name()),
                makings.stream().filter(making -> !making.made().isEmpty()).toList(),
                target.kind() == Kind.EVALUATION ? verdict(object) : null);
    }

    private static List<Making> dataset(JsonNode object) {
        StatusClaims used = new StatusClaims(object);
        for (int i = 0; i < object.at("/status/inputs/extends").size(); i++) {
            used.pinned("status.inputs.extends.%d".formatted(i));
        }
        for (int i = 0; i < object.at("/status/inputs/labelsFrom").size(); i++) {
            used.add("labels", "status.inputs.labelsFrom.%d.snapshot.digest".formatted(i));
        }
        return List.of(new Making(
                new StatusClaims(object)
                        .add(DATASET, "status.digest")
                        .add(MANIFEST, "status.manifest.digest")
                        .add("index", "status.index.digest")
                        .add(REPORT, "status.report.digest")
                        .claims,
                used.claims));
    }

    private static List<Making> labels(JsonNode object) {
        return List.of(new Making(
                new StatusClaims(object).add("labels", "status.labels.snapshot.digest").claims,
                new StatusClaims(object)
                        .pinned("status.dataset")
                        .add("selection", "status.tasks.selection.digest")
                        .add("review", "status.review.digest")
                        .claims));
    }

    private static List<Making> model(JsonNode object) {
        return List.of(new Making(
                new StatusClaims(object).add(MODEL, "status.model.digest").claims,
                new StatusClaims(object)
                        .pinned("status.dataset")
                        .add(DATASET, "status.lineage.dataset")
                        .add("image", "status.lineage.image")
                        .add("parameters", "status.lineage.parameters")
                        .commit("code", "status.lineage.commit")
                        .claims));
    }

    private static List<Making> report(JsonNode object) {
        return List.of(new Making(
                new StatusClaims(object).add(REPORT, "status.report.digest").claims,
                new StatusClaims(object)
                        .model(MODEL, "status.pins.model")
                        .model("baseline", "status.pins.baseline")
                        .pinned("status.pins.dataset")
                        .claims));
    }

    private static List<Making> release(JsonNode object) {
        StatusClaims evidence =
                new StatusClaims(object).model(MODEL, "status.evidence.model").add("gates", "status.evidence.policy");
        for (int i = 0; i < object.at("/status/evidence/evaluations").size(); i++) {
            evidence.add(REPORT, "status.evidence.evaluations.%d.report".formatted(i));
        }
        object.at("/status/evidence/lineage")
                .fieldNames()
                .forEachRemaining(role -> evidence.add(role, "status.evidence.lineage." + role));
        StatusClaims signed = new StatusClaims(object)
                .add("release", "status.signature.payload")
                .add("release.json", "status.signature.release.digest")
                .add("model.sig", "status.signature.modelSignature.digest");
        return List.of(
                new Making(signed.claims, evidence.commit("approval", "status.approval.commit").claims),
                new Making(
                        new StatusClaims(object).add("bundle", "status.bundle.digest").claims,
                        new StatusClaims(object).add(MODEL, "status.evidence.model.digest").claims));
    }

    private static @Nullable Verdict verdict(JsonNode object) {
        JsonNode verdict = object.at("/status/verdict");
        return verdict.isTextual()
                ? new Verdict(
                        "status.verdict",
                        object.at("/status/pins/model/digest").asText(),
                        object.at("/status/report/digest").asText(),
                        verdict.asText().equals("Passed"))
                : null;
    }

    /** A Dataset as it was pinned: its rows and its manifest. */
    private StatusClaims pinned(String field) {
        return add(DATASET, field + DIGEST).add(MANIFEST, field + ".manifest.digest");
    }

    /** A model as it was pinned: its digest is that of its manifest. */
    private StatusClaims model(String role, String field) {
        return add(role, field + DIGEST).add(role, field + ".manifest.digest");
    }

    private StatusClaims commit(String role, String field) {
        return claim(role, field, "gitCommit:");
    }

    private StatusClaims add(String role, String field) {
        return claim(role, field, "");
    }

    /** Claims what a field says, if it says something. */
    private StatusClaims claim(String role, String field, String prefix) {
        JsonNode value = object.at("/" + field.replace('.', '/'));
        if (value.isTextual()) {
            claims.add(new Claim(field, role, prefix + value.asText()));
        }
        return this;
    }
}
