package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.ManifestRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A manifest as it stands in a document.
 *
 * @param item the how manieth it is, from 0: a list holds several
 */
record Manifest(int item, Node.Mapping mapping) {

    /** The manifests of a document, in a list or not. */
    static List<Manifest> in(Document document) {
        List<Node.Mapping> mappings = new ArrayList<>();
        document.root().ifPresent(root -> collect(root, mappings));
        return IntStream.range(0, mappings.size())
                .mapToObj(item -> new Manifest(item, mappings.get(item)))
                .toList();
    }

    private static void collect(Node node, List<Node.Mapping> mappings) {
        if (node instanceof Node.Mapping mapping) {
            List<Node> items = mapping.get("items").map(Node::items).orElse(List.of());
            if (mapping.text("kind").endsWith("List")) {
                items.forEach(item -> collect(item, mappings));
            } else {
                mappings.add(mapping);
            }
        }
    }

    String apiVersion() {
        return mapping.text("apiVersion");
    }

    String kind() {
        return mapping.text("kind");
    }

    /** Empty where it says none. */
    String namespace() {
        return metadata("namespace");
    }

    /** Empty where the API server is to make one. */
    String name() {
        return metadata("name");
    }

    /** What such a name begins with. */
    String generateName() {
        return metadata("generateName");
    }

    private String metadata(String field) {
        return mapping.mapping("metadata").map(metadata -> metadata.text(field)).orElse("");
    }

    /** Whether it is that manifest, unless it is one of another namespace. */
    boolean isNamed(ManifestRef wanted) {
        return kind().equals(wanted.kind()) && apiVersion().equals(wanted.apiVersion()) && name().equals(wanted.name());
    }

    Place place(YamlFile file, int document) {
        return new Place(file.path(), document, item, file.line(mapping.at().start()));
    }
}
