package dev.roadworthy.operator;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.controller.port.Announcer.Subject;
import dev.roadworthy.controller.port.Announcer.Transition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * A line for each transition. Its fields stand in the mapped context, beside those by which the SDK says of every line
 * which object it is about: {@code resource.kind}, {@code resource.generation} and others.
 */
final class TransitionLog {

    private static final Logger LOG = Logger.getLogger("roadworthy.transition");

    void tell(Transition transition, Condition condition) {
        Map<String, String> fields = fields(transition, condition);
        fields.forEach(MDC::put);
        try {
            Subject subject = transition.subject();
            LOG.logf(
                    transition.isWarning(condition) ? Logger.Level.WARN : Logger.Level.INFO,
                    "%s %s/%s: %s=%s %s: %s",
                    subject.kind(),
                    subject.namespace(),
                    subject.name(),
                    condition.type(),
                    condition.status(),
                    condition.reason(),
                    condition.message());
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static Map<String, String> fields(Transition transition, Condition condition) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (transition.subject().attempt() != null) {
            fields.put("attempt", Objects.toString(transition.subject().attempt()));
        }
        fields.put("condition", condition.type());
        fields.put("status", condition.status().name());
        fields.put("reason", condition.reason());
        fields.put("outcome", transition.outcome().getClass().getSimpleName());
        return fields;
    }
}
