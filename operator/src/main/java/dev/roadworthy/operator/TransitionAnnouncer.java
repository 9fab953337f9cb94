package dev.roadworthy.operator;

import dev.roadworthy.api.v1alpha1.Condition;
import dev.roadworthy.controller.port.Announcer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells of transitions by an Event, a line of the log and a counter. Conditions that change for one reason are one piece
 * of news: they are counted each, and told once.
 */
final class TransitionAnnouncer implements Announcer {

    static final String TRANSITIONS = "roadworthy.transitions";

    private final TransitionEvents events;
    private final TransitionLog log;
    private final MeterRegistry meters;

    TransitionAnnouncer(TransitionEvents events, TransitionLog log, MeterRegistry meters) {
        this.events = events;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public void announce(Transition transition) {
        Set<String> told = new HashSet<>();
        for (Condition condition : transition.changed()) {
            count(transition.subject(), condition);
            if (told.add(condition.reason())) {
                log.tell(transition, condition);
                events.tell(transition, condition);
            }
        }
    }

    private void count(Subject subject, Condition condition) {
        meters.counter(
                        TRANSITIONS,
                        "kind",
                        subject.kind(),
                        "type",
                        condition.type(),
                        "status",
                        condition.status().name(),
                        "reason",
                        condition.reason())
                .increment();
    }
}
