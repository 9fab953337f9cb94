package dev.roadworthy.cli.check.plan;

import dev.roadworthy.api.v1alpha1.Artifact;
import dev.roadworthy.api.v1alpha1.EdgeReleaseSpec;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.Evidence;
import dev.roadworthy.api.v1alpha1.EdgeReleaseStatus.PinnedEvaluation;
import dev.roadworthy.api.v1alpha1.EvaluationSpec;
import dev.roadworthy.api.v1alpha1.Gate;
import dev.roadworthy.api.v1alpha1.ObjectRef;
import dev.roadworthy.api.v1alpha1.PinnedModel;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import dev.roadworthy.contract.Candidate;
import dev.roadworthy.contract.Digest;
import dev.roadworthy.controller.release.ReleaseInput;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of a revision's releases, as the operator computes them. Where a model or a report is not known, the
 * input that it is made of stands for it: the same input always has the same result.
 *
 * @param resolution what names come to in the revision
 * @param untouched whether an object has the result that the cluster knows
 */
record Candidates(Folder folder, Live live, Resolution resolution, Predicate<ObjectName> untouched) {

    /** What a name comes to, or what stands for it. */
    private record Result(Digest digest, boolean known) {}

    /**
     * A candidate.
     *
     * @param evidence what each name of the release comes to, or what stands for it
     * @param known whether nothing stands for anything: the digest is the one that the operator computes
     */
    record Known(Candidate candidate, Map<Target, Digest> evidence, boolean known) {}

    /**
     * That of a release.
     *
     * @throws IllegalArgumentException where the spec lacks what it needs
     */
    Known of(Declared release) {
        EdgeReleaseSpec spec = Inputs.read(release.spec(), EdgeReleaseSpec.class);
        Target run = new Target(Kind.TRAINING_RUN, spec.modelRef().name());
        Result model = model(release.name(), run);
        Map<Target, Digest> evidence = new LinkedHashMap<>(Map.of(run, model.digest()));
        Map<String, List<Gate>> gates = new TreeMap<>();
        boolean known = model.known();
        for (ObjectRef reference : spec.evaluationRefs()) {
            Target target = new Target(Kind.EVALUATION, reference.name());
            ObjectName name = release.name().sibling(target);
            Result report = report(name);
            Optional<EvaluationSpec> judged = evaluation(name);
            evidence.put(target, report.digest());
            gates.put(report.digest().value(), judged.map(EvaluationSpec::gates).orElse(List.of()));
            known &= report.known() && judged.isPresent();
        }
        return new Known(candidate(spec, model.digest(), gates), evidence, known);
    }

    private static Candidate candidate(EdgeReleaseSpec spec, Digest model, Map<String, List<Gate>> gates) {
        return ReleaseInput.candidate(
                spec,
                new Evidence(
                        new PinnedModel(
                                spec.modelRef().name(),
                                model.value(),
                                new Artifact("s3://unknown/model", model.value(), 0L)),
                        gates.keySet().stream()
                                .map(report -> new PinnedEvaluation(report, report))
                                .toList(),
                        ReleaseInput.policy(gates).value(),
                        Map.of()));
    }

    private Result model(ObjectName by, Target run) {
        return resolution
                .model(by, run)
                .map(pin -> new Result(new Digest(pin.digest()), true))
                .orElseGet(() -> new Result(input(by.sibling(run)), false));
    }

    private Result report(ObjectName evaluation) {
        return resolution
                .report(evaluation)
                .map(report -> new Result(report, true))
                .orElseGet(() -> new Result(input(evaluation), false));
    }

    /** The input that an object asks for; of what is not declared here its name. */
    private Digest input(ObjectName name) {
        @Nullable Declared declared = folder.objects().get(name);
        if (declared == null) {
            return Inputs.standIn(name.target());
        }
        try {
            return Inputs.of(name.target().kind(), declared.spec(), target -> resolution
                    .digest(name, target)
                    .orElseGet(() -> target.kind() == Kind.TRAINING_RUN
                            ? model(name, target).digest()
                            : dataset(name, target)));
        } catch (IllegalArgumentException e) {
            return Inputs.standIn(name.target());
        }
    }

    /** What is made before keeps the Dataset that it was made of; what is new meets the one that comes. */
    private Digest dataset(ObjectName by, Target dataset) {
        return untouched.test(by) || untouched.test(by.sibling(dataset))
                ? Inputs.standIn(dataset)
                : Digest.of("another %s".formatted(dataset).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<EvaluationSpec> evaluation(ObjectName name) {
        try {
            return Optional.ofNullable(folder.objects().get(name))
                    .map(Declared::spec)
                    .or(() -> live.find(name).map(object -> object.path("spec")))
                    .map(spec -> Inputs.read(spec, EvaluationSpec.class));
        } catch (NullPointerException | IllegalArgumentException e) {
            // The records take what the API server lets through, and this is not.
            return Optional.empty();
        }
    }
}
