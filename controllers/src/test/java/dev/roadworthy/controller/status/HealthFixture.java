package dev.roadworthy.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roadworthy.testing.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An object as the API server gave it out in a situation, held to the committed file that charts/health judges. With
 * {@code -Droadworthy.generate} the file is written instead. What differs from run to run is made the same: the namespace,
 * uids, times, digests (numbered, so that equal ones stay equal) and names of Jobs.
 */
public final class HealthFixture {

    private static final Path FOLDER =
            Repository.path("charts/roadworthy/files/argocd/resource_customizations/roadworthy.dev/_/testdata");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern JOB = Pattern.compile("-[0-9a-f]{12}-(\\d+)");

    private HealthFixture() {}

    /**
     * Fails unless the committed file says the same.
     *
     * @param situation in words with hyphens; with the kind it names the file
     */
    public static void hold(HasMetadata object, String situation) {
        String name = "%s-%s.yaml".formatted(object.getKind().toLowerCase(Locale.ROOT), situation);
        Path file = FOLDER.resolve(name);
        try {
            String now = yaml(object);
            if (System.getProperty("roadworthy.generate") != null) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, now);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("fixture %s is stale; look at the difference, then run: make fixtures", name)
                    .isEqualTo(now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(HasMetadata object) throws JsonProcessingException {
        String text = Serialization.asJson(object)
                .replace(object.getMetadata().getNamespace(), "vision")
                .replace(object.getMetadata().getUid(), "00000000-0000-4000-8000-000000000001");
        text = TIME.matcher(text).replaceAll("2026-10-01T12:00:00Z");
        text = JOB.matcher(numbered(text)).replaceAll("-000000000000-$1");
        JsonNode root = MAPPER.readTree(text);
        ObjectNode metadata = (ObjectNode) root.get("metadata");
        metadata.remove("managedFields");
        metadata.put("resourceVersion", "1");
        return Serialization.asYaml(root);
    }

    private static String numbered(String text) {
        Map<String, String> numbers = new HashMap<>();
        return DIGEST.matcher(text)
                .replaceAll(digest ->
                        numbers.computeIfAbsent(digest.group(), first -> "%064d".formatted(numbers.size() + 1)));
    }
}
