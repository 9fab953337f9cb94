package dev.roadworthy.api.v1alpha1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.AbstractCRDOutput;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the CRDs from the records of this package. */
final class Crds {

    static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Dataset.class, AnnotationJob.class, TrainingRun.class, Evaluation.class, EdgeRelease.class);

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "Dataset",
            "An immutable, checked view of recorded rides: indexed in a pod, pinned by a digest, divided so that no ride"
                    + " crosses a split.",
            "AnnotationJob",
            "Labels with a quality gate: frames of a Dataset are laid out for whoever labels them, and their masks are"
                    + " taken in once known-good frames among them are met well enough.",
            "TrainingRun",
            "One reproducible training: a Dataset, an image and parameters in, a model out. The same input is trained"
                    + " once.",
            "Evaluation",
            "A verdict with error bars: a model is measured once on a split of a Dataset, slice by slice, and judged by"
                    + " gates.",
            "EdgeRelease",
            "A model that passed its gates, approved by its digest, signed once, and packed into a bundle for vehicles.");

    private Crds() {}

    /** The CRDs as YAML, by file name. */
    static Map<String, String> generate() {
        Map<String, String> yaml = new TreeMap<>();
        for (CustomResourceDefinition crd : definitions()) {
            yaml.put(
                    crd.getMetadata().getName() + ".yaml",
                    "# Generated from the records in crds/; change those, then run: make generate\n"
                            + Serialization.asYaml(crd).replaceFirst("^---\\s*\n", ""));
        }
        return yaml;
    }

    static List<CustomResourceDefinition> definitions() {
        Map<String, ByteArrayOutputStream> out = new HashMap<>();
        CRDGenerator generator = new CRDGenerator();
        KINDS.forEach(generator::customResourceClasses);
        generator
                .forCRDVersions("v1")
                .withOutput(new AbstractCRDOutput<ByteArrayOutputStream>() {
                    @Override
                    protected ByteArrayOutputStream createStreamFor(String crdName) {
                        return out.computeIfAbsent(crdName, name -> new ByteArrayOutputStream());
                    }

                    @Override
                    public URI crdURI(String crdName) {
                        return URI.create("file:///" + crdName);
                    }

                    @Override
                    public void close() {}
                })
                .generate();
        return out.values().stream()
                .map(bytes ->
                        Serialization.unmarshal(bytes.toString(StandardCharsets.UTF_8), CustomResourceDefinition.class))
                .sorted(Comparator.comparing(crd -> crd.getMetadata().getName()))
                .peek(Crds::complete)
                .toList();
    }

    /** What the generator cannot say: columns in our order, descriptions of the root, and what {@link #refine} does. */
    private static void complete(CustomResourceDefinition crd) {
        crd.getMetadata().setAnnotations(null);
        List<String> columns = columns(crd.getSpec().getNames().getKind());
        crd.getSpec()
                .getVersions()
                .getFirst()
                .getAdditionalPrinterColumns()
                .sort(Comparator.comparing(column -> columns.indexOf(column.getName())));
        JSONSchemaProps root =
                crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        root.setDescription(DESCRIPTIONS.get(crd.getSpec().getNames().getKind()));
        root.getProperties().get("spec").setDescription("What you declare. The operator never writes it.");
        JSONSchemaProps status = root.getProperties().get("status");
        status.setDescription("What the operator answers.");
        // An object that the operator has not seen has an observed generation too, an old one: else kstatus takes it
        // for done.
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        refine(root);
    }

    /** The names of a kind's columns as its class lists them. */
    private static List<String> columns(String kind) {
        return KINDS.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .flatMap(type -> Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class)))
                .map(AdditionalPrinterColumn::name)
                .toList();
    }

    /**
     * Marks lists of named things as maps, so that the API server merges them by name and refuses a name that stands
     * there twice; bounds texts that stand for numbers, since the cost of a rule is estimated from them; removes rules
     * that the generator found on both a component and its accessor.
     */
    private static void refine(JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            schema.setXKubernetesValidations(
                    schema.getXKubernetesValidations().stream().distinct().toList());
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            schema.setMaxLength(32L);
        }
        if ("array".equals(schema.getType())) {
            JSONSchemaProps item = schema.getItems().getSchema();
            List.of("type", "name").stream()
                    .filter(key ->
                            item.getRequired() != null && item.getRequired().contains(key))
                    .findFirst()
                    .ifPresent(key -> {
                        schema.setXKubernetesListType("map");
                        schema.setXKubernetesListMapKeys(List.of(key));
                    });
            refine(item);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(Crds::refine);
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            refine(schema.getAdditionalProperties().getSchema());
        }
    }
}
