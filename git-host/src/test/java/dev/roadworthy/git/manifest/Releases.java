package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.ManifestRef;
import java.util.List;

/** The manifest that the tests look for, and the like. */
final class Releases {

    static final ManifestRef LANE = new ManifestRef("roadworthy.dev/v1alpha1", "ModelRelease", "roads", "lane");
    static final List<String> APPROVAL = List.of("spec", "approval", "digest");

    private Releases() {}

    /** A manifest of one. */
    static String release(String name, String namespace) {
        return """
                apiVersion: roadworthy.dev/v1alpha1
                kind: ModelRelease
                metadata:
                  name: %s
                  namespace: %s
                spec: {}
                """.formatted(name, namespace);
    }
}
