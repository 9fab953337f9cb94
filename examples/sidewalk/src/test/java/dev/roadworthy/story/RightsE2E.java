package dev.roadworthy.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator's rights are those that the API server saw it use while the story ran: none more, and none refused. */
class RightsE2E {

    private static final String OPERATOR = "system:serviceaccount:roadworthy:roadworthy-operator";

    // The SDK asks for it before it starts (a SelfSubjectAccessReview), and then renews by patch.
    private static final Set<String> ASKED_FOR_AND_NOT_USED = Set.of("update leases.coordination.k8s.io");

    // Every ServiceAccount may ask what it may do.
    private static final Set<String> EVERYBODYS = Set.of(
            "create selfsubjectaccessreviews.authorization.k8s.io",
            "create selfsubjectrulesreviews.authorization.k8s.io");

    @Test
    void everyGrantedVerbIsUsedAndNothingElse() throws IOException {
        String audit = System.getenv("ROADWORTHY_AUDIT");
        assumeTrue(audit != null && Files.exists(Path.of(audit)), "only the sandbox cluster has an audit log at hand");

        Set<String> used = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(Path.of(audit))) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode event = json.readTree(line);
                if (event.at("/user/username").asText().equals(OPERATOR) && event.has("objectRef")) {
                    int code = event.at("/responseStatus/code").asInt();
                    String verb = event.at("/verb").asText();
                    (code == 403 ? refused : used).add(request(verb, event));
                    if (verb.equals("patch") && code == 201) {
                        // The API server asks for this right too where an apply makes the object, and logs one request.
                        used.add(request("create", event));
                    }
                }
            }
        }
        used.removeAll(EVERYBODYS);
        Set<String> granted = granted();
        granted.removeAll(ASKED_FOR_AND_NOT_USED);

        assertThat(refused).as("asked for and not granted").isEmpty();
        assertThat(used).isEqualTo(granted);
    }

    private static String request(String verb, JsonNode event) {
        String resource = event.at("/objectRef/resource").asText();
        String subresource = event.at("/objectRef/subresource").asText("");
        String group = event.at("/objectRef/apiGroup").asText("");
        return name(verb, group, subresource.isEmpty() ? resource : resource + "/" + subresource);
    }

    private static Set<String> granted() {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            return client.rbac().roles().inAnyNamespace().list().getItems().stream()
                    .filter(role -> Objects.requireNonNullElse(
                                    role.getMetadata().getLabels(), Map.<String, String>of())
                            .containsKey("helm.sh/chart"))
                    .flatMap(role -> role.getRules().stream())
                    .flatMap(RightsE2E::requests)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> requests(PolicyRule rule) {
        return rule.getVerbs().stream().flatMap(verb -> rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().map(resource -> name(verb, group, resource))));
    }

    private static String name(String verb, String group, String resource) {
        return "%s %s%s".formatted(verb, resource, group.isEmpty() ? "" : "." + group);
    }
}
