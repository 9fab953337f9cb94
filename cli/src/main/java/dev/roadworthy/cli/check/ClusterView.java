package dev.roadworthy.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roadworthy.cli.check.plan.Live;
import dev.roadworthy.cli.check.revision.Finding;
import dev.roadworthy.cli.check.revision.Finding.Rule;
import dev.roadworthy.cli.manifest.Declared;
import dev.roadworthy.cli.object.Kind;
import dev.roadworthy.cli.object.ObjectName;
import dev.roadworthy.cli.object.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What a cluster knows beyond manifests. Nothing is changed there: what is applied is applied as a dry run. */
final class ClusterView {

    /** Of the fields that a dry run would own. */
    private static final String FIELD_MANAGER = "roadworthy-check";

    /** Calls at a time: an API server is a thing that others use, too. */
    private static final int CONCURRENT = 8;

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final KubernetesSerialization serialization;
    private final StoredResults results;

    ClusterView(KubernetesClient client, StoredResults results) {
        this.client = client;
        this.results = results;
        this.serialization = client.getKubernetesSerialization();
    }

    /** All objects of these namespaces. */
    Live live(Collection<String> namespaces) {
        Map<ObjectName, JsonNode> objects = new HashMap<>();
        for (String namespace : new TreeSet<>(namespaces)) {
            for (Kind kind : Kind.values()) {
                client.genericKubernetesResources(kind.context())
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .forEach(object -> objects.put(
                                new ObjectName(
                                        namespace,
                                        new Target(kind, object.getMetadata().getName())),
                                serialization.convertValue(object, JsonNode.class)));
            }
        }
        return new Live(objects, results);
    }

    /** Why it is not known what the artifact store has; asked after all that it was needed for. */
    Optional<String> storeFailure() {
        return results.failure();
    }

    /**
     * Lets the API server say what it would make of manifests.
     *
     * @param unchecked gets what it could not be asked
     */
    List<Finding> dryRun(List<Declared> manifests, List<String> unchecked) {
        List<Finding> findings = new ArrayList<>();
        try (ExecutorService calls =
                Executors.newFixedThreadPool(CONCURRENT, Thread.ofVirtual().factory())) {
            for (Future<Answer> answer : manifests.stream()
                    .map(declared -> calls.submit(() -> ask(declared)))
                    .toList()) {
                findings.addAll(answer.get().findings());
                unchecked.addAll(answer.get().unchecked());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubernetesClientException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the API server was asked", e);
        }
        return findings;
    }

    /** What the API server said of one manifest. */
    private record Answer(List<Finding> findings, List<String> unchecked) {}

    private Answer ask(Declared declared) {
        try {
            apply(declared);
            return new Answer(List.of(), List.of());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 0) {
                throw e;
            }
            return e.getCode() == FORBIDDEN || e.getCode() == NOT_FOUND
                    ? new Answer(
                            List.of(), List.of("%s by the API server: %s".formatted(declared.name(), e.getMessage())))
                    : new Answer(refused(declared, e), List.of());
        }
    }

    private void apply(Declared declared) {
        GenericKubernetesResource object = serialization.convertValue(declared.body(), GenericKubernetesResource.class);
        client.genericKubernetesResources(declared.name().target().kind().context())
                .inNamespace(declared.name().namespace())
                .resource(object)
                .dryRun()
                .fieldValidation(Validation.STRICT)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    private static List<Finding> refused(Declared declared, KubernetesClientException e) {
        @Nullable List<StatusCause> causes = e.getStatus() == null || e.getStatus().getDetails() == null
                ? null
                : e.getStatus().getDetails().getCauses();
        if (causes == null || causes.isEmpty()) {
            return List.of(Finding.error(Rule.SERVER, declared, "", Objects.toString(e.getMessage(), "it is refused")));
        }
        return causes.stream()
                .map(cause -> Finding.error(
                        Rule.SERVER,
                        declared,
                        pointer(Objects.toString(cause.getField(), "")),
                        "%s: %s".formatted(cause.getField(), cause.getMessage())))
                .toList();
    }

    /** Of a field as the API server writes it, for example {@code spec.slices[0].where}. */
    private static String pointer(String field) {
        return field.isEmpty() || "<nil>".equals(field)
                ? ""
                : "/" + field.replaceAll("\\[([^]]*)]", ".$1").replace('.', '/');
    }
}
