package dev.roadworthy.killsweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.roadworthy.killsweep.Write.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Whom the operator writes to, and which of its requests there are writes. */
enum Side {
    KUBERNETES {
        @Override
        Optional<Write> write(Request request) {
            List<String> path = List.of(request.path().substring(1).split("/"));
            return WRITING.contains(request.method()) && OF_ITS_OWN.stream().noneMatch(path::contains)
                    ? Optional.of(written(request, path))
                    : Optional.empty();
        }

        private Write written(Request request, List<String> path) {
            if (path.getLast().equals("status")) {
                return new Write(
                        Kind.STATUS, "status " + said(json(request).path("status")), path.get(path.size() - 2));
            }
            boolean named = path.indexOf("namespaces") == path.size() - 4;
            String resource = named ? path.get(path.size() - 2) : path.getLast();
            return new Write(
                    Kind.OBJECT,
                    "%s %s".formatted(request.method(), resource),
                    named ? path.getLast() : json(request).at("/metadata/name").asText());
        }

        /** The reason of Ready, the stage on vehicles, and how the request for the end stands. */
        private String said(JsonNode status) {
            String ready = StreamSupport.stream(status.path("conditions").spliterator(), false)
                    .filter(condition -> condition.path("type").asText().equals("Ready"))
                    .map(condition -> condition.path("reason").asText())
                    .findFirst()
                    .orElse("without Ready");
            String stage = status.at("/rollout/stage").asText();
            String revert = status.at("/revert/state").asText();
            return ready + (stage.isEmpty() ? "" : ", " + stage) + (revert.isEmpty() ? "" : ", revert " + revert);
        }
    },
    STORE {
        @Override
        Optional<Write> write(Request request) {
            if (!WRITING.contains(request.method())) {
                return Optional.empty();
            }
            String key = request.path().split("/", 3)[2];
            List<String> parts = List.of(key.split("/"));
            String folder = String.join("/", parts.subList(0, Math.min(2, parts.size() - 1)));
            String place = NESTED.contains(parts.getFirst()) ? folder : parts.getFirst();
            Kind kind =
                    switch (place) {
                        case "signed" -> Kind.SIGNATURE;
                        case "lines" -> Kind.COUNTER;
                        case "ledger/sha256" -> Kind.STATEMENT;
                        case "ledger/signatures" -> Kind.STATEMENT_SIGNATURE;
                        case "openlineage/pending" -> request.method().equals("DELETE") ? Kind.EVENT_GONE : Kind.EVENT;
                        case "openlineage/sent" -> Kind.EVENT_SENT;
                        default -> Kind.UPLOAD;
                    };
            return Optional.of(new Write(
                    kind,
                    "%s s3 %s/…".formatted(request.method(), place),
                    TIME.matcher(key).replaceFirst("")));
        }
    },
    COLLECTOR {
        @Override
        Optional<Write> write(Request request) {
            JsonNode event = json(request);
            String type = event.path("eventType").asText();
            return Optional.of(new Write(
                    Kind.TELLING,
                    "POST collector, " + type,
                    "%s %s".formatted(event.at("/run/runId").asText(), type)));
        }
    },
    BRIDGE {
        @Override
        Optional<Write> write(Request request) {
            if (!WRITING.contains(request.method())) {
                return Optional.empty();
            }
            JsonNode campaign = json(request);
            return Optional.of(new Write(
                    Kind.CAMPAIGN,
                    "PUT campaign, wave %s%s"
                            .formatted(
                                    campaign.path("activeWave").asText(),
                                    campaign.path("aborted").asBoolean() ? ", aborted" : ""),
                    campaign.at("/release/bundle/digest").asText()));
        }
    },
    GIT {
        @Override
        Optional<Write> write(Request request) {
            if (!WRITING.contains(request.method()) || request.path().endsWith("/git-upload-pack")) {
                return Optional.empty();
            }
            if (request.path().endsWith("/git-receive-pack")) {
                return BRANCH.matcher(new String(request.content(), StandardCharsets.ISO_8859_1))
                        .results()
                        .map(branch -> new Write(Kind.PUSH, "push", branch.group()))
                        .findFirst();
            }
            return Optional.of(new Write(
                    Kind.PULL_REQUEST,
                    request.method() + " pull request",
                    json(request).path("head").asText()));
        }
    };

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    // The operator's lease, its questions about what it may do, and the Events that it tells people by: they change
    // nothing
    // that anybody works with.
    private static final Set<String> OF_ITS_OWN =
            Set.of("coordination.k8s.io", "authorization.k8s.io", "events.k8s.io");
    // Folders whose folders hold different things.
    private static final Set<String> NESTED = Set.of("ledger", "openlineage");
    // Of an event that waits: who is killed tells it again at another time.
    private static final Pattern TIME = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9]+-");
    // What a push begins with: "0000…0 1234…f refs/heads/name", then a NUL.
    private static final Pattern BRANCH = Pattern.compile("refs/heads/[^\\s\\x00]+");
    private static final JsonMapper JSON = new JsonMapper();

    /** What a request writes; empty where it only reads. */
    abstract Optional<Write> write(Request request);

    private static JsonNode json(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + request.path(), e);
        }
    }
}
