package dev.roadworthy.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Argo CD said of each object, in the order of time: whether it is as its manifest says. Objects are named {@code Kind/name}. */
final class SyncLog {

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> changed = new HashMap<>();

    /**
     * What was said of an object.
     *
     * @param revision the commit that it was compared to
     * @param status {@code Synced}, {@code OutOfSync}, or {@link #EDITED}
     */
    record Seen(String revision, String object, String status) {}

    private static final String EDITED = "Edited";

    /** Takes a version of the Application down. */
    void observe(JsonNode application) {
        String revision = application.at("/status/sync/revision").asText();
        for (JsonNode resource : application.at("/status/resources")) {
            if (resource.has("status")) {
                seen.add(new Seen(
                        revision, name(resource), resource.path("status").asText()));
            }
        }
    }

    static String name(JsonNode resource) {
        return "%s/%s"
                .formatted(resource.path("kind").asText(), resource.path("name").asText());
    }

    /** A commit changed the manifests of these objects, and of no others. */
    void changed(String revision, String... objects) {
        changed.put(revision, Set.of(objects));
    }

    /** Somebody is about to edit an object in the cluster. */
    void edited(String object) {
        seen.add(new Seen("", object, EDITED));
    }

    /** From here on nothing is seen any more, so nothing can be said for sure. */
    void lost() {
        seen.add(new Seen("", "Application", "NotWatched"));
    }

    int size() {
        return seen.size();
    }

    /** What was out of sync though neither a commit that had not arrived nor a person was the reason. */
    List<Seen> unexplained() {
        Map<String, String> syncedAt = new HashMap<>();
        Set<String> edited = new HashSet<>();
        List<Seen> unexplained = new ArrayList<>();
        for (Seen each : seen) {
            switch (each.status()) {
                case EDITED -> edited.add(each.object());
                case "Synced" -> syncedAt.put(each.object(), each.revision());
                default -> {
                    boolean arriving =
                            changed.getOrDefault(each.revision(), Set.of()).contains(each.object())
                                    && !each.revision().equals(syncedAt.get(each.object()));
                    if (!arriving && !edited.contains(each.object())) {
                        unexplained.add(each);
                    }
                }
            }
        }
        return unexplained;
    }
}
