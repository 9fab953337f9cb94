package dev.roadworthy.bridge.ddi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of the protocol, member by member as clients expect them. Of what clients send, the unknown is skipped. */
final class Ddi {

    private Ddi() {}

    record Link(String href) {}

    record Poll(Config config, @JsonProperty("_links") Map<String, Link> links) {}

    record Config(Polling polling) {}

    /** Time between polls, as {@code HH:MM:SS}. */
    record Polling(String sleep) {}

    /** Numbers of actions are JSON strings here. */
    record DeploymentBase(String id, Deployment deployment) {}

    record Deployment(String download, String update, List<Chunk> chunks) {}

    record Chunk(String part, String version, String name, List<Artifact> artifacts) {}

    record Artifact(
            String filename,
            Hashes hashes,
            long size,
            @JsonProperty("_links") Map<String, Link> links) {}

    record Hashes(String sha1, String md5, String sha256) {}

    record CancelAction(String id, Stop cancelAction) {}

    record Stop(String stopId) {}

    record ConfigData(@Nullable String mode, @Nullable Map<String, @Nullable String> data) {}

    record FeedbackBody(@Nullable Status status) {}

    record Status(
            @Nullable String execution,
            @Nullable Result result,
            @Nullable List<String> details) {}

    record Result(@Nullable String finished) {}
}
