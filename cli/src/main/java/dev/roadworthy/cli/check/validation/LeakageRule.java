package dev.roadworthy.cli.check.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.check.revision.Folder;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.References.Named;
import dev.roadworthy.cli.object.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model is measured on rides that it has seen, as far as manifests tell: by the sources of Datasets and their
 * splits. A ride is in the same split of two Datasets only where both divide rides in the same way. It is an error where a
 * release rests on the Evaluation, and a warning elsewhere.
 */
record LeakageRule(Folder folder) {

    private static final String DATASET = "datasetRef";
    private static final String TEST = "test";

    List<Finding> check(Declared declared) {
        return switch (declared.name().target().kind()) {
            case EVALUATION -> evaluation(declared).stream().toList();
            case DATASET -> dataset(declared);
            case ANNOTATION_JOB, TRAINING_RUN, EDGE_RELEASE -> List.of();
        };
    }

    private Optional<Finding> evaluation(Declared evaluation) {
        @Nullable Declared run = named(evaluation, Kind.TRAINING_RUN, evaluation.spec().at("/modelRef/name"));
        @Nullable Declared measured = named(evaluation, Kind.DATASET, evaluation.spec().at("/datasetRef/name"));
        @Nullable Declared trained = run == null
                ? null
                : named(run, Kind.DATASET, run.spec().path(DATASET).path("name"));
        if (run == null || measured == null || trained == null) {
            return Optional.empty();
        }
        String split = evaluation.spec().path("split").asText(TEST);
        if (measured.name().equals(trained.name())) {
            return TEST.equals(split)
                    ? Optional.empty()
                    : Optional.of(finding(
                            evaluation,
                            "/spec/split",
                            "%s is measured on the split %s of %s, which it was given to train with; measure on the split test"
                                    .formatted(run.name(), split, measured.name())));
        }
        Set<String> shared = sources(measured);
        Set<String> seen = sources(trained);
        shared.removeIf(uri -> seen.stream().noneMatch(other -> uri.startsWith(other) || other.startsWith(uri)));
        if (shared.isEmpty() || (TEST.equals(split) && division(measured).equals(division(trained)))) {
            return Optional.empty();
        }
        return Optional.of(finding(
                evaluation,
                "/spec/datasetRef",
                "%s is measured on %s, and was trained on %s: both have rides of %s, and %s, so that it may have seen them; %s"
                        .formatted(
                                run.name(),
                                measured.name(),
                                trained.name(),
                                String.join(", ", shared),
                                TEST.equals(split) ? "divide them differently" : "the split is " + split,
                                TEST.equals(split) ? "give both the same split" : "measure on the split test")));
    }

    private Finding finding(Declared evaluation, String pointer, String message) {
        boolean released = folder.objects().values().stream()
                .filter(other -> other.name().target().kind() == Kind.EDGE_RELEASE)
                .anyMatch(release -> release.references().stream()
                        .map(Named::target)
                        .anyMatch(target -> release.name().sibling(target).equals(evaluation.name())));
        return released
                ? Finding.error(Rule.LEAKAGE, evaluation, pointer, message)
                : Finding.warning(Rule.LEAKAGE, evaluation, pointer, message);
    }

    /** Rides of earlier Datasets change their splits with another division. */
    private List<Finding> dataset(Declared dataset) {
        return dataset.references().stream()
                .filter(named -> named.target().kind() == Kind.DATASET)
                .flatMap(named ->
                        Optional.ofNullable(folder.objects().get(dataset.name().sibling(named.target())))
                                .filter(earlier -> !division(earlier).equals(division(dataset)))
                                .map(earlier -> Finding.warning(
                                        Rule.LEAKAGE,
                                        dataset,
                                        "/spec/split",
                                        ("%s divides rides differently than %s, which it extends: a ride that a model was trained"
                                                        + " on can be in another split here; give both the same split")
                                                .formatted(dataset.name(), earlier.name())))
                                .stream())
                .toList();
    }

    /** What decides in which split a ride is. */
    private record Division(long seed, JsonNode percent) {}

    private static Division division(Declared dataset) {
        JsonNode split = dataset.spec().path("split");
        return new Division(split.path("seed").asLong(0), split.path("percent"));
    }

    /** Where its rides lie, those of the Datasets that it extends included. */
    private Set<String> sources(Declared dataset) {
        Set<String> sources = new TreeSet<>();
        Set<ObjectName> seen = new LinkedHashSet<>();
        collect(dataset, sources, seen);
        return sources;
    }

    private void collect(Declared dataset, Set<String> sources, Set<ObjectName> seen) {
        if (!seen.add(dataset.name())) {
            return;
        }
        String uri = dataset.spec().at("/source/uri").asText();
        if (!uri.isEmpty()) {
            sources.add(uri);
        }
        dataset.references().stream()
                .filter(named -> named.target().kind() == Kind.DATASET)
                .map(named -> folder.objects().get(dataset.name().sibling(named.target())))
                .forEach(earlier -> {
                    if (earlier != null) {
                        collect(earlier, sources, seen);
                    }
                });
    }

    private @Nullable Declared named(Declared from, Kind kind, JsonNode name) {
        return folder.objects().get(from.name().sibling(new Target(kind, name.asText())));
    }
}
