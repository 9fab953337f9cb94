package dev.roadworthy.cli.lineage;

import dev.roadworthy.contract.Digest;
import dev.roadworthy.contract.InTotoStatement.Resource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What things are called where a person reads them, and asks for them. */
final class Names {

    private Names() {}

    /** By its SHA-256, else by its commit, else by its place. */
    static String of(Resource resource) {
        Digest sha256 = resource.sha256();
        if (sha256 != null) {
            return sha256.value();
        }
        Map<String, String> digests = new TreeMap<>(Objects.requireNonNullElse(resource.digest(), Map.of()));
        return digests.entrySet().stream()
                .findFirst()
                .map(digest -> "%s:%s".formatted(digest.getKey(), digest.getValue()))
                .orElseGet(() -> Objects.requireNonNullElse(resource.uri(), resource.name()));
    }
}
