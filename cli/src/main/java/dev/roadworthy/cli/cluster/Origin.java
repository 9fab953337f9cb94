package dev.roadworthy.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.cluster.Facts.Part;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the result of an object was made of, and what its spec comes to now: the difference is why a result is not current.
 *
 * @param made pinned in its status
 * @param now what its references come to
 */
record Origin(Facts made, Facts now) {

    private static final String ABSENT = "not in the cluster";
    private static final String NOTHING = "no result yet";

    /**
     * That of an object; empty where it has no result.
     *
     * @param others objects by their names, as they are now
     */
    static Optional<Origin> of(Kind kind, JsonNode object, Function<Target, Optional<JsonNode>> others) {
        Reader reader = new Reader(object, others);
        switch (kind) {
            case DATASET -> {
                reader.each("extends", Kind.DATASET, "/status/inputs/extends", "/digest", "/status/digest");
                reader.each(
                        "labelsFrom",
                        Kind.ANNOTATION_JOB,
                        "/status/inputs/labelsFrom",
                        "/snapshot/digest",
                        "/status/labels/snapshot/digest");
            }
            case ANNOTATION_JOB -> reader.dataset("/status/dataset");
            case TRAINING_RUN -> {
                reader.dataset("/status/dataset");
                reader.pair(
                        "image",
                        "/status/lineage/image",
                        digest(object.at("/spec/image").asText()));
                reader.pair(
                        "commit",
                        "/status/lineage/commit",
                        object.at("/spec/code/commit").asText());
            }
            case EVALUATION -> {
                reader.model("model", "/spec/modelRef", "/status/pins/model");
                reader.model("baseline", "/spec/baseline/trainingRunRef", "/status/pins/baseline");
                reader.dataset("/status/pins/dataset");
                reader.slices();
            }
            case EDGE_RELEASE -> {
                reader.model("model", "/spec/modelRef", "/status/evidence/model");
                reader.each(
                        "evaluation",
                        Kind.EVALUATION,
                        "/status/evidence/evaluations",
                        "/report",
                        "/status/report/digest");
                reader.lineage();
            }
        }
        boolean result = object.at(result(kind)).isTextual();
        return result ? Optional.of(new Origin(facts(reader.made), facts(reader.now))) : Optional.empty();
    }

    /** Where the digest of a result stands. */
    private static String result(Kind kind) {
        return switch (kind) {
            case DATASET -> "/status/digest";
            case ANNOTATION_JOB -> "/status/labels/snapshot/digest";
            case TRAINING_RUN -> "/status/model/digest";
            case EVALUATION -> "/status/report/digest";
            case EDGE_RELEASE -> "/status/candidate";
        };
    }

    private static Facts facts(Map<String, String> inputs) {
        return new Facts(Map.of(Part.INPUT, inputs));
    }

    private static String digest(String image) {
        return image.substring(image.indexOf('@') + 1);
    }

    /** Reads both sides. */
    private static final class Reader {

        private final JsonNode object;
        private final Function<Target, Optional<JsonNode>> others;
        private final Map<String, String> made = new LinkedHashMap<>();
        private final Map<String, String> now = new LinkedHashMap<>();

        Reader(JsonNode object, Function<Target, Optional<JsonNode>> others) {
            this.object = object;
            this.others = others;
        }

        void pair(String name, String pinned, String current) {
            put(made, name, object.at(pinned).asText());
            put(now, name, current);
        }

        void dataset(String pinned) {
            reference("dataset", Kind.DATASET, "/spec/datasetRef", pinned + "/digest", "/status/digest");
        }

        void model(String name, String reference, String pinned) {
            reference(name, Kind.TRAINING_RUN, reference, pinned + "/digest", "/status/model/digest");
        }

        private void reference(String name, Kind kind, String reference, String pinned, String current) {
            String referred = object.at(reference).path("name").asText();
            pair(name, pinned, referred.isEmpty() ? "" : current(new Target(kind, referred), current));
        }

        private String current(Target target, String path) {
            return others.apply(target)
                    .map(there -> there.at(path).asText(NOTHING))
                    .map(word -> word.isEmpty() ? NOTHING : word)
                    .orElse(ABSENT);
        }

        /** What is pinned by name, and what has these names now; then what the spec names besides. */
        void each(String name, Kind kind, String pinned, String pin, String current) {
            for (JsonNode each : object.at(pinned)) {
                put(
                        made,
                        "%s %s".formatted(name, each.path("name").asText()),
                        each.at(pin).asText());
            }
            String field = name.equals("evaluation") ? "/spec/evaluationRefs" : "/spec/" + name;
            for (JsonNode each : object.at(field)) {
                String referred = each.path("name").asText();
                put(now, "%s %s".formatted(name, referred), current(new Target(kind, referred), current));
            }
        }

        /** The slices of an Evaluation's Dataset. */
        void slices() {
            object.at("/status/pins/slices")
                    .forEach(slice -> put(
                            made,
                            "slice " + slice.path("name").asText(),
                            slice.path("where").asText()));
            others.apply(new Target(
                            Kind.DATASET, object.at("/spec/datasetRef/name").asText()))
                    .ifPresent(dataset -> dataset.at("/spec/slices")
                            .forEach(slice -> put(
                                    now,
                                    "slice " + slice.path("name").asText(),
                                    slice.path("where").asText())));
        }

        /** What a released model is made of. */
        void lineage() {
            object.at("/status/evidence/lineage")
                    .properties()
                    .forEach(role -> put(made, role.getKey(), role.getValue().asText()));
            others.apply(new Target(
                            Kind.TRAINING_RUN, object.at("/spec/modelRef/name").asText()))
                    .ifPresent(run -> made.keySet()
                            .forEach(role -> put(
                                    now, role, run.at("/status/lineage/" + role).asText())));
        }

        private static void put(Map<String, String> side, String name, String word) {
            if (!word.isEmpty()) {
                side.putIfAbsent(name, word);
            }
        }
    }
}
