package dev.roadworthy.cli.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an object stands, by the conditions that every kind has ({@code docs/gitops.md}).
 *
 * @param reason one CamelCase word
 * @param message a sentence that says what is, and who must do what
 */
record Standing(Health health, String reason, String message) {

    /** As GitOps tools call it. */
    enum Health {
        HEALTHY,
        /** Work is under way, or something is awaited that comes by itself. */
        PROGRESSING,
        /** A person must act. */
        SUSPENDED,
        /** Nothing happens until the spec or something outside changes. */
        DEGRADED;

        @Override
        public String toString() {
            return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Of an object that is not in the cluster. */
    static final Standing MISSING = new Standing(Health.PROGRESSING, "Missing", "it is not in the cluster");

    static Standing of(GenericKubernetesResource object) {
        Object observed = object.get("status", "observedGeneration");
        if (!(observed instanceof Number number)
                || number.longValue() != object.getMetadata().getGeneration()) {
            return new Standing(Health.PROGRESSING, "Unseen", "the operator has not seen this spec yet");
        }
        return isTrue(object, "Ready", Health.HEALTHY)
                .or(() -> isTrue(object, "Stalled", Health.DEGRADED))
                .or(() -> isTrue(object, "ActionRequired", Health.SUSPENDED))
                .orElseGet(() -> {
                    Map<?, ?> ready = condition(object, "Ready").orElse(Map.of());
                    return standing(Health.PROGRESSING, ready);
                });
    }

    private static Optional<Standing> isTrue(GenericKubernetesResource object, String type, Health health) {
        return condition(object, type)
                .filter(condition -> "True".equals(condition.get("status")))
                .map(condition -> standing(health, condition));
    }

    private static Standing standing(Health health, Map<?, ?> condition) {
        return new Standing(health, text(condition, "reason"), text(condition, "message"));
    }

    private static String text(Map<?, ?> condition, String field) {
        // What people write into a status steers no terminal.
        return condition.get(field) instanceof String text ? text.replaceAll("\\p{Cntrl}+", " ") : "";
    }

    private static Optional<Map<?, ?>> condition(GenericKubernetesResource object, String type) {
        List<Map<?, ?>> conditions = new ArrayList<>();
        if (object.get("status", "conditions") instanceof List<?> list) {
            list.forEach(each -> {
                if (each instanceof Map<?, ?> condition) {
                    conditions.add(condition);
                }
            });
        }
        return conditions.stream()
                .filter(condition -> type.equals(condition.get("type")))
                .findFirst();
    }

    @Override
    public String toString() {
        return message.isEmpty() ? "%s  %s".formatted(health, reason) : "%s  %s: %s".formatted(health, reason, message);
    }
}
