package dev.roadworthy.git.manifest;

import dev.roadworthy.controller.port.GitHost.ManifestRef;
import dev.roadworthy.controller.port.GitHost.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A field of a manifest, and what it shall have. */
record Assignment(ManifestRef manifest, List<String> field, Value value) {

    /** The field as people write it. */
    String path() {
        return String.join(".", field);
    }

    /** The manifest as people write it. */
    String object() {
        return "%s %s/%s (%s)".formatted(manifest.kind(), manifest.namespace(), manifest.name(), manifest.apiVersion());
    }

    /** What is left to a person. */
    String byHand(String where) {
        return "set %s to %s by hand in %s".formatted(path(), Quoting.shown(value), where);
    }

    /** Whether a file may hold the manifest: cheap, before it is decoded and parsed. Both names are ASCII. */
    boolean mayStandIn(byte[] content) {
        return mayStandIn(latin(content));
    }

    /** Whether a text may hold the manifest. */
    boolean mayStandIn(String text) {
        return text.contains(manifest.name()) && mayBeNear(text);
    }

    /** Whether a file may hold one of its kind. */
    boolean mayBeNear(byte[] content) {
        return mayBeNear(latin(content));
    }

    /** Whether a text may hold one of its kind. */
    boolean mayBeNear(String text) {
        return text.contains(manifest.kind());
    }

    private static String latin(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
